package care.chevet.resident.http;

import care.chevet.access.Actor;
import care.chevet.audit.Looks.Look;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.http.Problems;
import care.chevet.resident.ListingLooks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who looked at a resident's record, for the nurses of her care home. */
@RestController
final class LooksController {
  private static final String MACHINE = "machine:";

  private final ListingLooks listing;
  private final Problems problems;

  LooksController(ListingLooks listing, Problems problems) {
    this.listing = listing;
    this.problems = problems;
  }

  /**
   * One page.
   *
   * @param next what to ask the next page with; null on the last
   */
  record Page(List<Line> items, @Nullable Long next) {}

  /**
   * One line.
   *
   * @param consultation that was the reason, or an expertise
   * @param emergency why the glass was broken, where it was
   * @param from the network address
   */
  record Line(
      long id,
      Instant at,
      Who who,
      String what,
      String subjectKind,
      @Nullable UUID consultation,
      @Nullable String emergency,
      @Nullable String from) {

    static Line of(Look look) {
      var entry = look.entry();
      return new Line(
          entry.id(),
          entry.at(),
          Who.of(look),
          entry.what(),
          entry.subjectKind(),
          look.emergency() == null ? entry.because() : null,
          look.emergency(),
          entry.from());
    }
  }

  /**
   * A person, a machine or a guest.
   *
   * @param displayName a person's name, or a machine's; null for a guest
   */
  record Who(@Nullable String displayName, String role) {
    static Who of(Look look) {
      var who = look.entry().who();
      return new Who(
          look.name() == null && who.startsWith(MACHINE)
              ? who.substring(MACHINE.length())
              : look.name(),
          look.entry().role());
    }
  }

  @GetMapping("/api/v1/residents/{id}/accesses")
  Mono<ResponseEntity<Object>> list(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Long before,
      Actor actor,
      ServerWebExchange exchange) {
    return listing
        .of(actor, id, before)
        .map(outcome ->
            switch (outcome) {
              case Refused<List<Look>>(var refusal) -> problems.answer(refusal, exchange);
              case Done<List<Look>>(var looks) -> ResponseEntity.<Object>ok(page(looks));
            });
  }

  private static Page page(List<Look> looks) {
    var lines = looks.stream().map(Line::of).toList();
    return new Page(lines, lines.size() < ListingLooks.MOST ? null : lines.getLast().id());
  }
}
