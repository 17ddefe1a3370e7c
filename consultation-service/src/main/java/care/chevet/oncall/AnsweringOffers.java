package care.chevet.oncall;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.idempotency.Transactions;
import care.chevet.oncall.Offers.Standing;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A physician who is rung looks at what for, and may say no; saying yes is accepting the
 * consultation.
 */
public final class AnsweringOffers {
  private final Offers offers;
  private final Transactions transactions;

  public AnsweringOffers(Offers offers, Transactions transactions) {
    this.offers = offers;
    this.transactions = transactions;
  }

  public Mono<Outcome<List<Offer>>> look(Actor actor) {
    return actor.is(Role.PHYSICIAN)
        ? offers.before(actor.person()).collectList().map(Outcome::done)
        : Mono.just(Outcome.refused(Refusal.forbidden("not_a_physician")));
  }

  public Mono<Outcome<UUID>> refuse(Actor actor, UUID consultation, @Nullable String reason) {
    if (!actor.is(Role.PHYSICIAN)) {
      return Mono.just(Outcome.refused(Refusal.forbidden("not_a_physician")));
    }
    if (reason != null
        && (reason.isBlank() || reason.length() > OnCallLimits.REASON_CHARACTERS_MAX)) {
      return Mono.just(Outcome.refused(Refusal.malformedField("invalid_body", "reason")));
    }
    return transactions.unlessRefused(
        offers
            .refuse(consultation, actor.person(), reason)
            .map(standing -> outcome(standing, consultation))
            .defaultIfEmpty(Outcome.refused(Refusal.notFound("offer_not_found"))));
  }

  private static Outcome<UUID> outcome(Standing standing, UUID consultation) {
    return switch (standing) {
      case STOOD -> Outcome.done(consultation);
      case WAS_OVER -> Outcome.refused(Refusal.conflict("offer_over"));
    };
  }
}
