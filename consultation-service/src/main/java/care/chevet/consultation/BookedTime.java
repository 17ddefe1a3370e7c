package care.chevet.consultation;

import java.time.Instant;
import java.util.UUID;

/** The booking that gives a consultation its physician and its time. */
public record BookedTime(UUID booking, UUID physician, Instant starts, Instant ends) {
  public BookedTime {
    if (!ends.isAfter(starts)) {
      throw new IllegalArgumentException("a booking ends after it starts");
    }
  }
}
