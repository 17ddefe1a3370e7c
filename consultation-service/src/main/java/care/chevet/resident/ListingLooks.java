package care.chevet.resident;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Looks;
import care.chevet.audit.Looks.Look;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A resident's own nurses ask who has looked at her record, or changed it. */
public final class ListingLooks {

  /** More lines than fit a page. */
  public static final int MOST = 100;

  private final Residents residents;
  private final Access access;
  private final Looks looks;
  private final AuditTrail audit;

  public ListingLooks(Residents residents, Access access, Looks looks, AuditTrail audit) {
    this.residents = residents;
    this.access = access;
    this.looks = looks;
    this.audit = audit;
  }

  /**
   * The newest first, at most {@link #MOST}.
   *
   * @param before the id of the last line that was shown, to go on after it
   */
  public Mono<Outcome<List<Look>>> of(Actor actor, UUID resident, @Nullable Long before) {
    return residents
        .byId(resident)
        .filter(found -> access.mayListLooks(actor, found.careHome()))
        .flatMap(found -> audit.append(asked(actor, resident)).thenReturn(found))
        .flatMap(_ -> looks.at(resident, before, MOST).collectList())
        .map(Outcome::done)
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("not_found"))));
  }

  private static AuditEntry asked(Actor actor, UUID resident) {
    return new AuditEntry(
        actor.person().toString(),
        actor.role().code(),
        "resident.looks-read",
        "resident",
        resident,
        resident,
        null,
        null);
  }
}
