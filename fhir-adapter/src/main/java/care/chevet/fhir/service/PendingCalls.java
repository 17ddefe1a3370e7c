package care.chevet.fhir.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls owed to the consultation service, kept until it has accepted them. */
public interface PendingCalls {

  /** One owed call; {@code revision} tells whether its body changed since it was read. */
  record PendingCall(
      String key, String method, String path, String body, long revision, int attempts) {}

  /** Owes a call in the caller's transaction; an older one under the same key is replaced. */
  void owe(String key, String method, String path, String body);

  /** The next due call, hidden from other workers for {@code lease}. */
  Optional<PendingCall> claim(Instant now, Duration lease);

  void settled(PendingCall call);

  void retryAt(PendingCall call, Instant at);

  /** Keeps the call for an operator and tries no more, until its body changes. */
  void refused(PendingCall call, String reason);
}
