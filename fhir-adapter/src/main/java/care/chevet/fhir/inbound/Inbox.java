package care.chevet.fhir.inbound;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * Makes {@code stored} the current version.
   *
   * @param references the hospital's own resources to which it refers, as {@code Type/id}
   */
  void store(Stored stored, List<Token> identifiers, Set<String> references, long raw);

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

  /** Facts about one patient become another's: the hospital has merged them. */
  void merge(String hospital, String from, String into);

  /**
   * What a hospital looks for among its own; each condition that is absent holds for everything.
   *
   * @param since first moment of the last change
   * @param until first moment after it
   */
  record Search(
      String hospital,
      String resourceType,
      Optional<String> id,
      Optional<Token> identifier,
      Optional<String> patient,
      Optional<Instant> since,
      Optional<Instant> until) {}

  int count(Search search);

  /**
   * In the order of their last change, then of their ids: those after {@code after}, less the first
   * {@code skipped}. What changes between two pages moves to the end, so that an index alone would
   * skip somebody.
   */
  List<Stored> page(Search search, Optional<Place> after, int skipped, int most);

  /** Where a page ended. */
  record Place(Instant receivedAt, String sourceId) {}

  /** Those of {@code places}, each {@code Type/id}, that stand. */
  List<Stored> standing(String hospital, Collection<String> places);

  /** Standing resources of one of {@code types} that refer to one of {@code places}. */
  List<Stored> referringTo(
      String hospital, Collection<String> types, Collection<String> places, int most);
}
