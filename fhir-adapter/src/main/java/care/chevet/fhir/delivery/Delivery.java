package care.chevet.fhir.delivery;

import java.time.Instant;

/**
 * One consultation to be told to one hospital.
 *
 * @param snapshot the consultation as the event carried it, JSON
 * @param asOf when that snapshot was true
 * @param appointment whether the hospital is told of an appointment
 * @param retrySince when the current series of attempts began
 */
public record Delivery(
    long id,
    String hospital,
    String subject,
    String consultation,
    Instant asOf,
    String snapshot,
    boolean appointment,
    int attempts,
    Instant retrySince) {}
