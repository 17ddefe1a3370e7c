package care.chevet.room;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** What happened in the rooms, each event once however often it is told. */
public interface RoomEvents {

  /** Keeps those that are news, and answers them. */
  Flux<RoomEvent> keep(UUID room, List<RoomEvent> events);

  /** Everything that happened in a room, in the order of time. */
  Flux<RoomEvent> of(UUID room);
}
