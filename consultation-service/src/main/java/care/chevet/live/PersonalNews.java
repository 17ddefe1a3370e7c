package care.chevet.live;

import care.chevet.access.Actor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What concerns one person alone, sent to her open pages as it happens. */
public interface PersonalNews {

  /** The name of the server-sent event. */
  String event();

  /**
   * Finds out where the news begin, and then answers what to send her from there on, ready to be
   * written as JSON; that never ends. Her page is told that it is connected once this is known, so
   * that what happens from then on is news.
   */
  Mono<Flux<Object>> begin(Actor actor);
}
