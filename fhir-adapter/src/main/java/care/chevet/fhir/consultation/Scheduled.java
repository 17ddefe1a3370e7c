package care.chevet.fhir.consultation;

import java.time.Instant;

/** The time for which a consultation is booked. */
public record Scheduled(String booking, Instant starts, Instant ends) {}
