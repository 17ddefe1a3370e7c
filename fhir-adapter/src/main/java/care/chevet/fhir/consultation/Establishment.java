package care.chevet.fhir.consultation;

import org.jspecify.annotations.Nullable;

/** A care home or a hospital: a place with a FINESS number. */
public record Establishment(String id, String name, @Nullable String finess) {}
