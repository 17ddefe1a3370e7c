package care.chevet.live;

import care.chevet.access.Actor;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What an expertise looks like to one person now. */
public interface ExpertiseViews {

  /** The view to send her, ready to be written as JSON; empty if she may not see it. */
  Mono<Object> expertise(UUID id, Actor actor);
}
