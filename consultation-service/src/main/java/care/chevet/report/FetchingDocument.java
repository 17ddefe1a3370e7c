package care.chevet.report;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.access.Visibility;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.consultation.Author;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.OnFile;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Someone fetches a signed report as a document. */
public final class FetchingDocument {

  /** The scope of a program that reads the feed, and so the documents that the feed speaks of. */
  public static final String MACHINE_SCOPE = "feed.read";

  private final Consultations consultations;
  private final Reports reports;
  private final Access access;
  private final AuditTrail audit;

  public FetchingDocument(
      Consultations consultations, Reports reports, Access access, AuditTrail audit) {
    this.consultations = consultations;
    this.reports = reports;
    this.access = access;
    this.audit = audit;
  }

  /** For a person, if the whole of the consultation is there for her. */
  public Mono<Outcome<SignedDocument>> by(Actor actor, UUID consultation, int version) {
    return fetch(
        consultation,
        version,
        actor.person().toString(),
        actor.role().code(),
        file ->
            access.toConsultation(actor, Author.factsOf(file.consultation())) == Visibility.FULL);
  }

  /** For a program that reads the feed. */
  public Mono<Outcome<SignedDocument>> by(Machine machine, UUID consultation, int version) {
    return fetch(
        consultation,
        version,
        "machine:" + machine.clientId(),
        "machine",
        _ -> machine.scopes().contains(MACHINE_SCOPE));
  }

  private Mono<Outcome<SignedDocument>> fetch(
      UUID consultation, int version, String who, String role, Predicate<OnFile> mayRead) {
    return consultations
        .byId(consultation)
        .filter(mayRead)
        .flatMap(file ->
            reports
                .document(consultation, version)
                .flatMap(document -> audit.append(entry(who, role, file)).thenReturn(document))
                .map(Outcome::done)
                .switchIfEmpty(
                    Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("report_not_found")))))
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound())));
  }

  private static AuditEntry entry(String who, String role, OnFile file) {
    var request = file.consultation().request();
    return new AuditEntry(
        who,
        role,
        "report.read",
        "consultation",
        request.id(),
        request.resident(),
        request.id(),
        null);
  }
}
