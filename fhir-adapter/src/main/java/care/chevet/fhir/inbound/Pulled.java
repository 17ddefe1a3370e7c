package care.chevet.fhir.inbound;

import java.time.Instant;
import java.util.Optional;

/** What has been taken from hospitals that we ask, or that notify us. */
public interface Pulled {

  /** One version of a resource at its hospital. */
  record Version(String hospital, String resourceType, String sourceId, String versionId) {}

  /** Something that could not be taken. */
  record Incident(String hospital, String source, String what, String code, String words) {}

  /** True the first time that a version is seen. */
  boolean firstSeen(Version version);

  /** Keeps the body beside the reason. */
  void setAside(Incident incident, byte[] body);

  Optional<Instant> watermark(String hospital, String resourceType);

  void reached(String hospital, String resourceType, Instant watermark);
}
