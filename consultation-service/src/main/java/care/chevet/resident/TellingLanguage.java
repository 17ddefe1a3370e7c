package care.chevet.resident;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A nurse tells in which language a resident is best spoken to. */
public final class TellingLanguage {
  private static final Pattern ISO_639 = Pattern.compile("[a-z]{2,3}");

  private final Residents residents;
  private final Access access;
  private final AuditTrail audit;
  private final Transactions transactions;

  public TellingLanguage(
      Residents residents, Access access, AuditTrail audit, Transactions transactions) {
    this.residents = residents;
    this.access = access;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Writes it in the place of the one before.
   *
   * @param language an ISO 639 code in lower case; null when it is not known any more
   */
  public Mono<Outcome<Resident>> by(Actor nurse, UUID id, @Nullable String language) {
    if (language != null && !ISO_639.matcher(language).matches()) {
      return Mono.just(Outcome.refused(Refusal.invalidField("unknown_value", "language")));
    }
    return transactions.unlessRefused(
        residents
            .byId(id)
            .filter(resident -> access.mayRequestFor(nurse, resident.careHome()))
            .flatMap(resident ->
                residents
                    .tellLanguage(id, language)
                    .then(audit.append(told(nurse, id)))
                    .then(residents.byId(id)))
            .map(Outcome::done)
            .switchIfEmpty(
                Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("not_found")))));
  }

  private static AuditEntry told(Actor nurse, UUID resident) {
    return new AuditEntry(
        nurse.person().toString(),
        nurse.role().code(),
        "resident.language-told",
        "resident",
        resident,
        resident,
        null,
        null);
  }
}
