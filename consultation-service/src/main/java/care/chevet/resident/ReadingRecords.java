package care.chevet.resident;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.audit.Glances.Shown;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opening residents' records: only within the circle of care, and never without a line in the audit
 * trail.
 */
public final class ReadingRecords {
  private final Residents residents;
  private final HospitalRecords records;
  private final Access access;
  private final AuditTrail audit;
  private final Glances glances;

  public ReadingRecords(
      Residents residents,
      HospitalRecords records,
      Access access,
      AuditTrail audit,
      Glances glances) {
    this.residents = residents;
    this.records = records;
    this.access = access;
    this.audit = audit;
    this.glances = glances;
  }

  /** A resident with all that hospitals say of her. */
  public record Opened(Resident resident, List<HospitalRecord> records) {}

  /** The residents whom the person takes care of now, by used name. */
  public Mono<List<Resident>> list(Actor actor) {
    return residentsOf(actor)
        .collectList()
        .flatMap(listed ->
            glances
                .at(
                    actor.person(),
                    actor.role().code(),
                    "resident.listed",
                    "resident",
                    shown(listed))
                .thenReturn(listed));
  }

  private static List<Shown> shown(List<Resident> listed) {
    return listed.stream().map(one -> new Shown(one.id(), one.id(), null)).toList();
  }

  private Flux<Resident> residentsOf(Actor actor) {
    return switch (actor.role()) {
      case NURSE -> residents.ofCareHomes(actor.careHomes());
      case PHYSICIAN -> residents.inCircleOf(actor.person());
      case COORDINATOR, OPERATOR -> Flux.empty();
    };
  }

  /** Opens one record. It is on the audit trail before a word of it is given out. */
  public Mono<Outcome<Opened>> open(Actor actor, UUID id, @Nullable String from) {
    return residents
        .byId(id)
        .filterWhen(resident ->
            access
                .toResident(actor, id, resident.careHome())
                .map(visibility -> visibility == Visibility.FULL))
        .flatMap(resident -> audit.append(read(actor, id, from)).then(opened(resident)))
        .map(Outcome::done)
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("not_found"))));
  }

  private Mono<Opened> opened(Resident resident) {
    return records.of(resident.id()).collectList().map(all -> new Opened(resident, all));
  }

  private static AuditEntry read(Actor actor, UUID resident, @Nullable String from) {
    return new AuditEntry(
        actor.person().toString(),
        actor.role().code(),
        "resident.read",
        "resident",
        resident,
        resident,
        null,
        from);
  }
}
