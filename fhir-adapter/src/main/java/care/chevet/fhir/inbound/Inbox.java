package care.chevet.fhir.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every resource that hospitals have sent, version by version, each under its hospital. */
public interface Inbox {

  /** Which resource at which hospital. */
  record Key(String hospital, String resourceType, String sourceId) {}

  /** A business identifier. */
  record Token(String system, String value) {}

  /**
   * One version of a resource.
   *
   * @param patient source id of the patient it is about, if known
   * @param resource canonical FHIR JSON, unknown extensions and all
   */
  record Stored(
      Key key,
      int version,
      Optional<String> patient,
      String resource,
      String sha256,
      boolean deleted,
      Instant receivedAt) {}

  /** Keeps a body as it came; answers its number. */
  long keepRaw(String hospital, byte[] body, Instant at);

  /** Makes {@code stored} the current version. */
  void store(Stored stored, List<Token> identifiers, long raw);

  /** Keeps others from writing the same resource until the caller's transaction ends. */
  void lock(String hospital);

  Optional<Stored> current(Key key);

  Optional<Stored> version(Key key, int version);

  /** The current resource with this very content, when a POST is repeated. */
  Optional<Stored> sameContent(String hospital, String resourceType, String sha256);

  /** Source ids of resources bearing an identifier; any system when {@code system} is empty. */
  List<String> byIdentifier(
      String hospital, String resourceType, Optional<String> system, String value);

  /** Patients at any hospital who bear an identifier. */
  List<Key> patientsBearing(Token token);

  /** Current resources about one patient, the patient herself not among them. */
  List<Stored> aboutPatient(String hospital, String patient);

  List<Stored> allOfType(String hospital, String resourceType, int most);
}
