package care.chevet.scheduling;

import care.chevet.consultation.Coded;
import java.util.UUID;

/**
 * A device kit or a room of a care home, reserved with a consultation if asked.
 *
 * @param retired no longer to be booked; what is booked already stands
 */
public record Equipment(UUID id, UUID careHome, String name, boolean retired) {

  public static final int NAME_CHARACTERS_MAX = 100;

  /** What sort of equipment it is. */
  public enum Kind implements Coded {
    DEVICE_KIT,
    ROOM
  }
}
