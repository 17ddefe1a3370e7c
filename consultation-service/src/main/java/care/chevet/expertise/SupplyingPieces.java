package care.chevet.expertise;

import care.chevet.access.Actor;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Reasons;
import care.chevet.consultation.WithdrawingConsent;
import care.chevet.expertise.ExpertiseAct.Cancellation;
import care.chevet.expertise.ExpertiseAct.Pieces;
import care.chevet.expertise.ExpertiseAct.Withdrawal;
import care.chevet.expertise.OnFile.Message;
import care.chevet.problem.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The nurse adds what the expert asked for, or calls the expertise off for whoever wants it. */
public final class SupplyingPieces {
  private final ChangingExpertise changing;
  private final Expertises expertises;

  public SupplyingPieces(ChangingExpertise changing, Expertises expertises) {
    this.changing = changing;
    this.expertises = expertises;
  }

  /** The expert's time starts again when she has waited for it. */
  public Mono<Outcome<ExpertiseFile>> by(Actor nurse, UUID id, @Nullable String typed) {
    return Texts.read(typed, Message.CHARACTERS_MAX)
        .thenLater(text ->
            changing.act(
                nurse,
                id,
                (held, now) -> new Pieces(now.plus(DueTimes.turn(held.asked().urgency())), now),
                (_, now) -> expertises.say(id, new Message("pieces", nurse.person(), now, text))));
  }

  public Mono<Outcome<ExpertiseFile>> cancel(Actor nurse, UUID id, @Nullable String typedReason) {
    return Reasons.read(typedReason)
        .thenLater(reason ->
            changing.act(
                nurse,
                id,
                (_, now) -> new Cancellation(nurse.person(), reason, now),
                (_, _) -> Mono.empty()));
  }

  /** The consent is taken back: the question ends, and with it what the expert had drafted. */
  public Mono<Outcome<ExpertiseFile>> withdraw(
      Actor nurse, UUID id, GivenBy withdrawnBy, @Nullable String typedReason) {
    return WithdrawingConsent.reason(typedReason)
        .thenLater(reason ->
            changing.act(
                nurse,
                id,
                (_, now) -> new Withdrawal(nurse.person(), withdrawnBy, reason, now),
                (held, _) -> changing.note(nurse, held, "consent-withdrawn")));
  }
}
