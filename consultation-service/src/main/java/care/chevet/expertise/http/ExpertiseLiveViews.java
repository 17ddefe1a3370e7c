package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.expertise.ExpertiseFiles;
import care.chevet.live.ExpertiseViews;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows each person what a changed expertise now looks like to her. */
@Component
final class ExpertiseLiveViews implements ExpertiseViews {
  private final ExpertiseFiles files;
  private final Access access;

  ExpertiseLiveViews(ExpertiseFiles files, Access access) {
    this.files = files;
    this.access = access;
  }

  @Override
  public Mono<Object> expertise(UUID id, Actor actor) {
    return files.of(id).flatMap(file -> Mono.justOrEmpty(ExpertiseView.of(file, actor, access)));
  }
}
