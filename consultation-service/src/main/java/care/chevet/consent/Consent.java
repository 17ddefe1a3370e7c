package care.chevet.consent;

import java.time.Instant;

/**
 * The agreement to one consultation at a distance.
 *
 * @param gpAgreement whether the resident's general practitioner is known to agree
 */
public record Consent(GivenBy givenBy, boolean gpAgreement, Instant recordedAt) {}
