package care.chevet.privacy;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.directory.Directory;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.resident.Residents;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands out what is held of one person: first the order, with its reason; then, for an hour and to
 * whoever gave it, the archive, put together while it is read and kept nowhere.
 */
public final class ExportingData {
  private final PersonalData data;
  private final Residents residents;
  private final Directory directory;
  private final Access access;
  private final AuditTrail audit;
  private final GatheringArchive archive;
  private final InstantSource clock;

  public ExportingData(
      PersonalData data,
      Residents residents,
      Directory directory,
      Access access,
      AuditTrail audit,
      GatheringArchive archive,
      InstantSource clock) {
    this.data = data;
    this.residents = residents;
    this.directory = directory;
    this.access = access;
    this.audit = audit;
    this.archive = archive;
    this.clock = clock;
  }

  /** Takes the order; the caller runs it in one transaction. */
  public Mono<Outcome<Export>> order(Actor actor, Subject subject, String reason) {
    return mayExport(actor, subject)
        .flatMap(may ->
            may
                ? Grounds.of(reason).thenLater(why -> ordered(actor, subject, why))
                : Mono.just(Outcome.refused(notFound())));
  }

  private Mono<Outcome<Export>> ordered(Actor actor, Subject subject, String why) {
    var now = clock.instant();
    var export =
        new Export(
            UUID.randomUUID(), subject, actor.person(), why, now, now.plus(Export.FETCHED_WITHIN));
    return data.keep(export)
        .then(audit.append(entry(actor, export, "export-ordered")))
        .thenReturn(Outcome.done(export));
  }

  /** The archive, if she ordered it and the hour is not over. */
  public Mono<Outcome<Flux<Piece>>> fetch(
      Actor actor, Subject subject, UUID id, @Nullable String from) {
    return data.export(id)
        .filter(export ->
            export.of().equals(subject)
                && export.askedBy().equals(actor.person())
                && export.until().isAfter(clock.instant()))
        .filterWhen(_ -> mayExport(actor, subject))
        .flatMap(export ->
            audit
                .append(entry(actor, export, "exported"))
                .thenReturn(Outcome.done(archive.of(actor, export, from))))
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(notFound())));
  }

  private Mono<Boolean> mayExport(Actor actor, Subject subject) {
    return switch (subject) {
      case Subject.OfResident(var id) ->
          residents
              .byId(id)
              .map(found -> access.mayExportRecord(actor, found.careHome()))
              .defaultIfEmpty(false);
      case Subject.OfPerson(var id) ->
          access.mayExportDataOf(actor, id) ? directory.person(id).hasElement() : Mono.just(false);
    };
  }

  private static Refusal notFound() {
    return Refusal.notFound("not_found");
  }

  private static AuditEntry entry(Actor actor, Export export, String verb) {
    var subject = export.of();
    return new AuditEntry(
        actor.person().toString(),
        actor.role().code(),
        subject.kind() + "." + verb,
        subject.kind(),
        subject.id(),
        subject instanceof Subject.OfResident ? subject.id() : null,
        null,
        null);
  }
}
