package care.chevet.fhir.facade.booking;

import java.time.Instant;
import java.util.Optional;

/**
 * What has become of an offer, as the consultation service tells it: the care home may have moved
 * it since.
 *
 * @param heldUntil when a hold ends by itself
 */
public record Booked(State state, Offer.Time time, Optional<Instant> heldUntil) {

  /** Where it stands. */
  public enum State {
    HELD,
    BOOKED,
    CANCELLED,
    EXPIRED
  }
}
