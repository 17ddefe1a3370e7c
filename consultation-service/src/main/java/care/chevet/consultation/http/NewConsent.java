package care.chevet.consultation.http;

import care.chevet.consent.GivenBy;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The consent to one act: who agreed, and whether the general practitioner does too. */
public record NewConsent(@Nullable String givenBy, @Nullable Boolean gpAgreement) {

  /** Who gave it; every act needs one of its own. */
  public static Outcome<GivenBy> giver(@Nullable NewConsent consent) {
    if (consent == null || consent.givenBy() == null) {
      return Outcome.refused(Refusal.invalid("consent_missing"));
    }
    return GivenBy.parse(consent.givenBy())
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(Refusal.invalidField("unknown_value", "consent.givenBy")));
  }

  public boolean gpAgrees() {
    return Boolean.TRUE.equals(gpAgreement);
  }
}
