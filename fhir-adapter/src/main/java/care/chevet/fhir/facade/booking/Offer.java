package care.chevet.fhir.facade.booking;

import java.time.Instant;
import java.util.UUID;

/**
 * A time that a hospital was offered for one of its patients.
 *
 * @param id of the proposed Appointment, and of the booking that may come of it
 * @param patient the hospital's own id of her
 * @param resident who she is here
 */
public record Offer(
    UUID id, String hospital, String patient, String resident, String specialty, Time time) {

  /** When, and with whom. */
  public record Time(UUID physician, String physicianName, Instant start, Instant end) {}
}
