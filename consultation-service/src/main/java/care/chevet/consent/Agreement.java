package care.chevet.consent;

import java.time.Instant;

/** What somebody says of a consent before it is recorded. */
public record Agreement(GivenBy givenBy, boolean gpAgreement) {

  public Consent at(Instant recorded) {
    return new Consent(givenBy, gpAgreement, recorded);
  }
}
