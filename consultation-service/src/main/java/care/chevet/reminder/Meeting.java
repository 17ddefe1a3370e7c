package care.chevet.reminder;

import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;

/**
 * A booking as a calendar shows it. It names no resident.
 *
 * @param revision grows with every change of the booking
 * @param careHome the care home's name
 * @param physician the physician's name
 */
public record Meeting(
    UUID booking,
    int revision,
    Standing standing,
    Instant start,
    Instant end,
    Specialty specialty,
    String careHome,
    String physician) {

  /** Whether it takes place. */
  public enum Standing {
    TENTATIVE,
    CONFIRMED,
    CANCELLED
  }

  /** The same, called off: for somebody whom it no longer concerns. */
  public Meeting calledOff() {
    return new Meeting(
        booking, revision, Standing.CANCELLED, start, end, specialty, careHome, physician);
  }
}
