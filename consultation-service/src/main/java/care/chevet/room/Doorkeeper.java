package care.chevet.room;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who can send somebody out of a room: the signaling server that keeps it. */
public interface Doorkeeper {

  /** Completes once the person is not in the room; fails if nobody can tell. */
  Mono<Void> sendOut(UUID room, UUID person);
}
