package care.chevet.expertise;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By when an expertise is due, and whose turn it was and is. */
public record Course(Instant dueAt, List<Turn> turns) {

  public Course {
    turns = List.copyOf(turns);
  }

  Course turnOf(UUID expert, Instant from) {
    return new Course(
        dueAt,
        Stream.concat(turns.stream(), Stream.of(new Turn(expert, from, null, null))).toList());
  }

  Course ended(Instant at, Turn.Why why) {
    return new Course(dueAt, turns.stream().map(turn -> turn.ended(at, why)).toList());
  }

  /** Due then, unless it is due later anyway. */
  Course dueNotBefore(Instant time) {
    return time.isAfter(dueAt) ? new Course(time, turns) : this;
  }

  /** Everyone who has had a turn. */
  public Set<UUID> tried() {
    return turns.stream().map(Turn::expert).collect(Collectors.toSet());
  }
}
