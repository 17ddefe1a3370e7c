package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.directory.Role;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who can be named for the bedside: the nurses of a care home, to each other and coordinators. */
@RestController
final class NurseController {

  /** A nurse to choose. */
  record NurseView(UUID id, String name) {
    static NurseView of(Person person) {
      return new NurseView(person.id(), person.displayName());
    }
  }

  /** Nurses by family name. */
  record Items(List<NurseView> items) {}

  private final Directory directory;
  private final Problems problems;

  NurseController(Directory directory, Problems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  @GetMapping("/api/v1/care-homes/{careHome}/nurses")
  Mono<ResponseEntity<Object>> of(
      @PathVariable UUID careHome, Actor actor, ServerWebExchange exchange) {
    return directory
        .careHome(careHome)
        .filter(_ -> actor.is(Role.COORDINATOR) || actor.careHomes().contains(careHome))
        .flatMap(_ -> directory.nursesOf(careHome).map(NurseView::of).collectList())
        .map(nurses -> ResponseEntity.ok((Object) new Items(nurses)))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }
}
