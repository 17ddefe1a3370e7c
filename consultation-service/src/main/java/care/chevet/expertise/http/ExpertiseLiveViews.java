package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.expertise.ReadingExpertises;
import care.chevet.live.ExpertiseViews;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows each person what a changed expertise now looks like to her. */
@Component
final class ExpertiseLiveViews implements ExpertiseViews {
  private final ReadingExpertises reading;
  private final Access access;

  ExpertiseLiveViews(ReadingExpertises reading, Access access) {
    this.reading = reading;
    this.access = access;
  }

  @Override
  public Mono<Object> expertise(UUID id, Actor actor) {
    return reading
        .shown(actor, id)
        .flatMap(file -> Mono.justOrEmpty(ExpertiseView.of(file, actor, access)));
  }
}
