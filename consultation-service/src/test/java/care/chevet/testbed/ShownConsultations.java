package care.chevet.testbed;

import care.chevet.access.Actor;
import care.chevet.live.LiveViews;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a consultation to those whom a test names, and to nobody else. */
@Component
@Primary
@Profile(Shared.PROFILE)
public class ShownConsultations implements LiveViews {
  private final Map<UUID, Set<UUID>> shown = new ConcurrentHashMap<>();

  public void show(UUID consultation, UUID... people) {
    shown.put(consultation, Set.of(people));
  }

  @Override
  public Mono<Object> consultation(UUID id, Actor actor) {
    return shown.getOrDefault(id, Set.of()).contains(actor.person())
        ? Mono.just(Map.of("id", id, "state", "requested"))
        : Mono.empty();
  }
}
