package care.chevet.attachment;

import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.directory.Directory;
import care.chevet.directory.Role;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Makes every attachment of a care home unreadable for good, in the database and in all its
 * backups, by erasing the key they are sealed with.
 */
public final class ErasingAttachments {
  private final CareHomeKeys keys;
  private final Directory directory;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource clock;

  public ErasingAttachments(
      CareHomeKeys keys,
      Directory directory,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    this.keys = keys;
    this.directory = directory;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Erases, and answers how many attachments that makes unreadable.
   *
   * @param finess of the care home, said once more: this cannot be undone
   */
  public Mono<Outcome<Long>> erase(Caller caller, UUID careHome, String finess) {
    if (!caller.actor().is(Role.OPERATOR)) {
      return Mono.just(Outcome.refused(Refusal.forbidden("forbidden")));
    }
    return directory
        .careHome(careHome)
        .flatMap(home ->
            home.finess().equals(finess)
                ? transactions.inOne(erased(caller, careHome))
                : Mono.just(Outcome.<Long>refused(Refusal.invalid("erasure_not_confirmed"))))
        .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found")));
  }

  private Mono<Outcome<Long>> erased(Caller caller, UUID careHome) {
    var entry =
        new AuditEntry(
            caller.actor().person().toString(),
            "operator",
            "attachments.erased",
            "care-home",
            careHome,
            null,
            null,
            caller.address());
    return keys.erase(careHome, clock.instant())
        .flatMap(count -> audit.append(entry).thenReturn(Outcome.done(count)));
  }
}
