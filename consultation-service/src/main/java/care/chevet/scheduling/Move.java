package care.chevet.scheduling;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to change about a booking or a hold.
 *
 * @param physician the one it is to be with; null leaves the one it is with, and so for nurse,
 *     device kit and room
 * @param without what it is to do without from now on
 * @param overrideReason why the rules and the resident's other appointments are to be set aside
 */
public record Move(
    Instant start,
    @Nullable UUID physician,
    @Nullable UUID nurse,
    @Nullable UUID deviceKit,
    @Nullable UUID room,
    Set<Equipment.Kind> without,
    @Nullable String overrideReason) {

  public Move {
    without = Set.copyOf(without);
  }

  /** Another time, and another physician if one is given. */
  public static Move to(Instant start, @Nullable UUID physician) {
    return new Move(start, physician, null, null, null, Set.of(), null);
  }

  /** Who and what takes part afterwards. */
  Party party(Party before) {
    return new Party(
        physician == null ? before.physician() : physician,
        nurse == null ? before.nurse() : nurse,
        before.resident(),
        before.careHome(),
        without.contains(Equipment.Kind.DEVICE_KIT) || deviceKit != null
            ? deviceKit
            : before.deviceKit(),
        without.contains(Equipment.Kind.ROOM) || room != null ? room : before.room());
  }

  /** Whether the bedside changes: who is there, or with what, or in which room. */
  boolean changesTheBedside() {
    return nurse != null || deviceKit != null || room != null || !without.isEmpty();
  }
}
