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
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Someone fetches signed documents, or asks which there are. */
public final class FetchingDocument {

  /** The scope of a program that reads the feed, and so the documents that the feed speaks of. */
  public static final String MACHINE_SCOPE = "feed.read";

  private final Consultations consultations;
  private final DocumentVersions versions;
  private final Access access;
  private final AuditTrail audit;

  public FetchingDocument(
      Consultations consultations, DocumentVersions versions, Access access, AuditTrail audit) {
    this.consultations = consultations;
    this.versions = versions;
    this.access = access;
    this.audit = audit;
  }

  /** For a person, if the whole of the consultation is there for her. */
  public Mono<Outcome<SignedDocument>> by(
      Actor actor, UUID consultation, DocumentKind kind, int version) {
    return fetch(new Reader(actor, access), consultation, kind, version);
  }

  /** For a program that reads the feed. */
  public Mono<Outcome<SignedDocument>> by(
      Machine machine, UUID consultation, DocumentKind kind, int version) {
    return fetch(new Reader(machine), consultation, kind, version);
  }

  /** Every signed version of one kind, the first one first. */
  public Mono<Outcome<List<SignedVersion>>> versions(
      Actor actor, UUID consultation, DocumentKind kind) {
    return file(new Reader(actor, access), consultation)
        .flatMap(_ -> versions.signed(kind, consultation).collectList())
        .map(Outcome::done)
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound())));
  }

  private Mono<Outcome<SignedDocument>> fetch(
      Reader reader, UUID consultation, DocumentKind kind, int version) {
    return file(reader, consultation)
        .flatMap(file ->
            versions
                .document(kind, consultation, version)
                .flatMap(document -> audit.append(entry(reader, kind, file)).thenReturn(document))
                .map(Outcome::done)
                .switchIfEmpty(
                    Mono.fromSupplier(
                        () -> Outcome.refused(Refusal.notFound(kind.code() + "_not_found")))))
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound())));
  }

  private Mono<OnFile> file(Reader reader, UUID consultation) {
    return consultations.byId(consultation).filter(reader.mayRead());
  }

  /** Who fetches, by what name, and what of. */
  private record Reader(String who, String role, Predicate<OnFile> mayRead) {
    Reader(Actor actor, Access access) {
      this(
          actor.person().toString(),
          actor.role().code(),
          file ->
              access.toConsultation(actor, Author.factsOf(file.consultation())) == Visibility.FULL);
    }

    Reader(Machine machine) {
      this(
          "machine:" + machine.clientId(),
          "machine",
          _ -> machine.scopes().contains(MACHINE_SCOPE));
    }
  }

  private static AuditEntry entry(Reader reader, DocumentKind kind, OnFile file) {
    var request = file.consultation().request();
    return new AuditEntry(
        reader.who(),
        reader.role(),
        kind.code() + ".read",
        "consultation",
        request.id(),
        request.resident(),
        request.id(),
        null);
  }
}
