package care.chevet.fhir.consultation;

import org.jspecify.annotations.Nullable;

/** A physician or a nurse who took part; {@code rpps} is the national number, 11 digits. */
public record Professional(
    String id,
    @Nullable String rpps,
    String familyName,
    String givenName,
    @Nullable String specialty) {}
