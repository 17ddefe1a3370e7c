package care.chevet.consultation.http;

import care.chevet.consent.Agreement;
import care.chevet.consent.GivenBy;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Optional;
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

  /** The same, where it may be there already: nothing for no consent. */
  public static Outcome<Optional<Agreement>> ifAny(@Nullable NewConsent consent) {
    return consent == null
        ? Outcome.done(Optional.empty())
        : giver(consent).map(giver -> Optional.of(new Agreement(giver, consent.gpAgrees())));
  }

  public boolean gpAgrees() {
    return Boolean.TRUE.equals(gpAgreement);
  }
}
