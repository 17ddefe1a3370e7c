package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.Consultation.Later;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The consent to a consultation is taken back, as it may be at any time and without a reason. What
 * goes on stops; what was lawfully done stays on file.
 */
public final class WithdrawingConsent {

  /** Kept as the reason where none is given: nobody has to say why. Pages have the words for it. */
  public static final String REASON = "consent-withdrawn";

  private final ChangingConsultation changing;

  public WithdrawingConsent(ChangingConsultation changing) {
    this.changing = changing;
  }

  public Mono<Outcome<Dossier>> by(
      Actor recorder, UUID id, GivenBy withdrawnBy, @Nullable String typedReason) {
    return reason(typedReason)
        .thenLater(reason ->
            changing.act(
                new ByPerson(recorder),
                id,
                now -> new Withdrawal(recorder.person(), withdrawnBy, reason, now),
                reached -> Mono.just(ofWhatWasGiven(reached))));
  }

  /** The reason as it is kept. */
  public static Outcome<String> reason(@Nullable String typed) {
    return typed == null || typed.isBlank() ? Outcome.done(REASON) : Reasons.read(typed);
  }

  private static Outcome<Later> ofWhatWasGiven(Later reached) {
    return reached.consent().isPresent()
        ? Outcome.done(reached)
        : Outcome.refused(Refusal.conflict("no_consent_to_withdraw"));
  }
}
