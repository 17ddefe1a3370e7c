package care.chevet.oncall;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Which physicians can be rung now. */
public interface Presences {

  /** She is there; answers until when, should she not be heard of again. */
  Mono<Instant> heartbeat(UUID physician);

  /** Those who are there now. */
  Mono<Set<UUID>> present();

  /** She is gone; an offer that stands before her goes to the next. */
  Mono<Void> leave(UUID physician);
}
