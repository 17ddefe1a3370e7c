package care.chevet.oncall.http;

import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.directory.Specialty;
import care.chevet.oncall.Presences;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The physicians that a colleague or a booking can be chosen from. */
@RestController
final class PhysiciansController {

  /**
   * A physician to choose.
   *
   * @param present whether she answers on call at this moment
   */
  record PhysicianView(
      UUID id, String displayName, List<String> specialties, ZoneId zone, boolean present) {
    static PhysicianView of(Person person, Set<UUID> present) {
      return new PhysicianView(
          person.id(),
          person.displayName(),
          person.specialties().stream().map(Specialty::code).toList(),
          person.zone(),
          present.contains(person.id()));
    }
  }

  private final Directory directory;
  private final Presences presences;
  private final Problems problems;

  PhysiciansController(Directory directory, Presences presences, Problems problems) {
    this.directory = directory;
    this.presences = presences;
    this.problems = problems;
  }

  @GetMapping("/api/v1/physicians")
  Mono<ResponseEntity<Object>> of(@RequestParam String specialty, ServerWebExchange exchange) {
    return Specialty.of(specialty)
        .map(wanted ->
            directory
                .physicians(wanted)
                .collectList()
                .zipWith(presences.present())
                .map(found ->
                    found.getT1().stream()
                        .map(person -> PhysicianView.of(person, found.getT2()))
                        .toList())
                .map(found -> ResponseEntity.<Object>ok(found)))
        .orElseGet(() ->
            Mono.just(
                problems.answer(Refusal.malformed("invalid_parameter", "specialty"), exchange)));
  }
}
