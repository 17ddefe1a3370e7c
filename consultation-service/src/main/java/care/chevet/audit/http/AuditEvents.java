package care.chevet.audit.http;

import care.chevet.audit.ChainLink;
import care.chevet.audit.KeptEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the audit trail as FHIR R4 AuditEvent (<a
 * href="https://hl7.org/fhir/R4/auditevent.html">definition</a>): only the elements that we fill.
 */
final class AuditEvents {
  private static final String OURS = "https://chevet.care/fhir/";
  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String ENTITIES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  /** Of the value set network-type: an IP address. */
  private static final String IP_ADDRESS = "2";

  /** Of the code system audit-entity-type: a person, and a system object. */
  private static final String PERSON = "1";

  private static final String OBJECT = "2";

  private static final String EMERGENCY = "resident.glass-broken";
  private static final Set<String> READS = Set.of("read", "listed", "looks-read", "exported");
  private static final Set<String> CREATIONS =
      Set.of("requested", "added", "registered", "made", "made-by-hospital");
  private static final Set<String> DELETIONS = Set.of("erased", "data-erased");

  private AuditEvents() {}

  record Bundle(String resourceType, String type, List<Link> link, List<Entry> entry) {}

  record Link(String relation, String url) {}

  record Entry(AuditEvent resource) {}

  record AuditEvent(
      String resourceType,
      String id,
      List<Extension> extension,
      Coding type,
      List<Coding> subtype,
      String action,
      Instant recorded,
      String outcome,
      List<Concept> purposeOfEvent,
      List<Agent> agent,
      Source source,
      List<Concerned> entity) {}

  record Extension(String url, String valueString) {}

  record Coding(String system, String code, @Nullable String display) {}

  record Concept(List<Coding> coding) {}

  record Identifier(String system, String value) {}

  record Reference(Identifier identifier) {}

  record Network(String address, String type) {}

  record Agent(List<Concept> role, Reference who, boolean requestor, @Nullable Network network) {}

  record Source(Reference observer) {}

  record Concerned(Reference what, Coding type) {}

  /** A page of them; what is no longer there is left out, and only the verification tells. */
  static Bundle bundle(List<ChainLink> links, Optional<String> next) {
    return new Bundle(
        "Bundle",
        "collection",
        next.map(url -> List.of(new Link("next", url))).orElse(List.of()),
        links.stream()
            .filter(link -> link.kept() != null)
            .map(link -> new Entry(event(link, Objects.requireNonNull(link.kept()))))
            .toList());
  }

  private static AuditEvent event(ChainLink link, KeptEntry entry) {
    var emergency = entry.what().equals(EMERGENCY);
    return new AuditEvent(
        "AuditEvent",
        Long.toString(entry.id()),
        List.of(
            new Extension(OURS + "audit-position", Long.toString(link.position())),
            new Extension(OURS + "audit-chain", link.chain().hex())),
        new Coding(TYPES, "rest", "RESTful Operation"),
        List.of(new Coding(OURS + "audit-act", entry.what(), null)),
        action(entry.what()),
        entry.at(),
        "0",
        List.of(new Concept(List.of(new Coding(REASONS, emergency ? "BTG" : "TREAT", null)))),
        List.of(agent(entry)),
        new Source(reference("system", "chevet")),
        entities(entry));
  }

  private static Agent agent(KeptEntry entry) {
    var from = entry.from();
    return new Agent(
        List.of(new Concept(List.of(new Coding(OURS + "role", entry.role(), null)))),
        reference("agent", entry.who()),
        true,
        from == null ? null : new Network(from, IP_ADDRESS));
  }

  private static List<Concerned> entities(KeptEntry entry) {
    var subject = entity(entry.subjectKind(), entry.subject().toString());
    var resident = entry.resident();
    var because = entry.because();
    return Stream.of(
            subject,
            resident == null ? subject : entity("resident", resident.toString()),
            because == null ? subject : entity("consultation", because.toString()))
        .distinct()
        .toList();
  }

  private static Concerned entity(String kind, String id) {
    var code = kind.equals("resident") ? PERSON : OBJECT;
    return new Concerned(reference(kind, id), new Coding(ENTITIES, code, null));
  }

  private static Reference reference(String kind, String value) {
    return new Reference(new Identifier(OURS + kind, value));
  }

  /** Of the code system audit-event-action. */
  private static String action(String what) {
    var verb = what.substring(what.indexOf('.') + 1);
    if (READS.contains(verb)) {
      return "R";
    }
    if (CREATIONS.contains(verb)) {
      return "C";
    }
    return DELETIONS.contains(verb) ? "D" : "U";
  }
}
