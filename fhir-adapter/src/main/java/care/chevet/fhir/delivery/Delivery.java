package care.chevet.fhir.delivery;

import java.time.Instant;

/**
 * One consultation, booking or expertise to be told to one hospital.
 *
 * @param kind what it is about
 * @param consultation its id
 * @param snapshot as the event carried it, JSON
 * @param asOf when that snapshot was true
 * @param appointment whether the hospital is told of an appointment
 * @param retrySince when the current series of attempts began
 */
public record Delivery(
    long id,
    String hospital,
    String subject,
    FileKind kind,
    String consultation,
    Instant asOf,
    String snapshot,
    boolean appointment,
    int attempts,
    Instant retrySince) {}
