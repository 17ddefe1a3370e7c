package care.chevet.live;

import care.chevet.access.Actor;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What is told of a new attachment to one person. */
public interface AttachmentViews {

  /** What to send her, ready to be written as JSON; empty if she may not see it. */
  Mono<Object> attachment(UUID id, Actor actor);
}
