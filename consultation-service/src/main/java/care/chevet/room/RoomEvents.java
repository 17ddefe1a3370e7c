package care.chevet.room;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened in the rooms, each event once however often it is told. */
public interface RoomEvents {

  /** Keeps those that are news, and answers them. */
  Flux<RoomEvent> keep(UUID room, List<RoomEvent> events);

  /**
   * Lets everybody have left who came into any room before an instant and is still there.
   *
   * @return how many that were
   */
  Mono<Long> endAllBefore(Instant instant);

  /** Everything that happened in a room, in the order of time. */
  Flux<RoomEvent> of(UUID room);
}
