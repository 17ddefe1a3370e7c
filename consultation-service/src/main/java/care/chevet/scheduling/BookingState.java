package care.chevet.scheduling;

import java.util.Locale;

/** Where a booking stands. */
public enum BookingState {
  /** The time is kept for a while, for somebody who has not decided. */
  HELD,
  /** It will take place. */
  BOOKED,
  /** Somebody called it off; its time is free. */
  CANCELLED,
  /** A hold that nobody made firm in time; its time is free. */
  EXPIRED;

  /** Its name on the wire and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static BookingState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
