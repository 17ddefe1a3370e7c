package care.chevet.fhir.hospital;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What came of sending to a hospital. */
public sealed interface Answer {

  /** Where the hospital keeps a resource; no version when the hospital does not number them. */
  record Held(String remoteId, Optional<String> versionId) {}

  /** Everything was taken; by business identifier, where it lies. */
  record Accepted(Map<String, Held> held) implements Answer {

    public Accepted {
      held = Map.copyOf(held);
    }
  }

  /** The hospital will not take this, now or later. */
  record Refused(int status, String words) implements Answer {}

  /** A resource is not in the version that we named: somebody else has changed it. */
  record VersionConflict(int status, String words) implements Answer {}

  /**
   * Not now. Whether anything was taken is not known: a gateway's error may hide a commit behind
   * it.
   */
  record TryLater(String words, Optional<Duration> retryAfter) implements Answer {}

  /** No answer came; whether anything was taken is not known. */
  record Silence(String words) implements Answer {}
}
