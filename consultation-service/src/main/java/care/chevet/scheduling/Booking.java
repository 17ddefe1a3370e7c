package care.chevet.scheduling;

import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consultation's place in everybody's time.
 *
 * @param consultation what is booked, once there is a request for it
 * @param time of the consultation itself, without the physician's buffers
 * @param heldUntil when a hold ends by itself; null once it is firm
 * @param version grows with every change
 * @param madeBy who asked for it; null when it was a hospital
 * @param overrideReason why the rules were set aside, when they were
 * @param endReason why it was cancelled, when it was
 */
public record Booking(
    UUID id,
    BookingState state,
    Specialty specialty,
    Urgency urgency,
    Party party,
    @Nullable UUID consultation,
    Interval time,
    @Nullable Instant heldUntil,
    int version,
    @Nullable UUID madeBy,
    Instant madeAt,
    @Nullable String overrideReason,
    @Nullable String endReason) {

  /** The same as seen at an instant: a hold whose time is up has expired, swept up or not. */
  Booking asOf(Instant now) {
    return state == BookingState.HELD && heldUntil != null && !heldUntil.isAfter(now)
        ? in(BookingState.EXPIRED)
        : this;
  }

  /** The same at another time and with others taking part, as it is to become. */
  Booking movedTo(Party others, Interval other, @Nullable String override) {
    return new Booking(
        id,
        state,
        specialty,
        urgency,
        others,
        consultation,
        other,
        heldUntil,
        version,
        madeBy,
        madeAt,
        override,
        null);
  }

  Booking in(BookingState other) {
    return new Booking(
        id,
        other,
        specialty,
        urgency,
        party,
        consultation,
        time,
        heldUntil,
        version,
        madeBy,
        madeAt,
        overrideReason,
        endReason);
  }
}
