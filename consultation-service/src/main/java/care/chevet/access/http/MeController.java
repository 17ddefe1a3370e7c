package care.chevet.access.http;

import care.chevet.access.Actor;
import care.chevet.directory.Directory;
import care.chevet.directory.Specialty;
import care.chevet.directory.http.CareHomeView;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who is signed in. */
@RestController
final class MeController {
  private final Directory directory;

  MeController(Directory directory) {
    this.directory = directory;
  }

  /** The signed-in person as her pages need her. */
  record Me(
      UUID id,
      String displayName,
      String role,
      String locale,
      String zone,
      List<CareHomeView> careHomes,
      List<String> specialties) {}

  @GetMapping("/api/v1/me")
  Mono<Me> me(Actor actor) {
    return directory
        .careHomes(actor.careHomes())
        .map(CareHomeView::of)
        .collectList()
        .map(homes ->
            new Me(
                actor.person(),
                actor.displayName(),
                actor.role().code(),
                actor.locale().toLanguageTag(),
                actor.zone().getId(),
                homes,
                actor.specialties().stream().map(Specialty::code).toList()));
  }
}
