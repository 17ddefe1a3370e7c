package care.chevet.live;

import care.chevet.access.Actor;
import reactor.core.publisher.Flux;

/** What concerns one person alone, sent to her open pages as it happens. */
public interface PersonalNews {

  /** The name of the server-sent event. */
  String event();

  /** What to send her from now on, ready to be written as JSON. Never ends. */
  Flux<Object> to(Actor actor);
}
