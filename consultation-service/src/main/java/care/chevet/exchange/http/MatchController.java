package care.chevet.exchange.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.http.RequestBound;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.audit.Glances.Shown;
import care.chevet.breakglass.Sought;
import care.chevet.exchange.http.ActingThere.Act;
import care.chevet.exchange.http.ActingThere.Caller;
import care.chevet.exchange.http.MatchViews.MatchView;
import care.chevet.exchange.http.MatchViews.ResidentTraits;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Hospitals' patients whom the machine may not link, for a coordinator. Of residents she sees the
 * traits to compare, and nothing of their records.
 */
@RestController
@RequestMapping("/api/v1/matches")
final class MatchController {
  private static final String ROOT = "/api/v1/exchanges/matches";

  /** More than a worklist takes, far fewer than a walk through all birth dates does. */
  private static final int SEARCHES_MAX = 60;

  private static final Duration SEARCHES_WITHIN = Duration.ofHours(1);

  /** Whom a ruling is about. */
  record Ruling(@Nullable UUID resident) {}

  /** Whom a coordinator seeks: by the number of the identity, or a family name and birth date. */
  record Seeking(@Nullable String ins, @Nullable String name, @Nullable LocalDate birthDate) {

    Optional<Sought> sought() {
      if (ins != null && !ins.isBlank()) {
        return Optional.of(new Sought.ByIns(ins.replace(" ", "")));
      }
      return name == null || name.isBlank() || birthDate == null
          ? Optional.empty()
          : Optional.of(new Sought.ByName(name, birthDate));
    }

    @Override
    public String toString() {
      return "Seeking[***]";
    }
  }

  /** The residents found. */
  record Found(List<ResidentTraits> residents) {}

  /** What waits for a person, and what people have ruled. */
  record Worklist(List<MatchView> items, List<MatchView> rulings) {}

  private final HospitalSide side;
  private final MatchViews views;
  private final Access access;
  private final ActingThere acting;
  private final Glances glances;
  private final Problems problems;
  private final RequestBound searches = new RequestBound(SEARCHES_MAX, SEARCHES_WITHIN);

  MatchController(
      HospitalSide side,
      MatchViews views,
      Access access,
      ActingThere acting,
      AuditTrail audit,
      Problems problems) {
    this.side = side;
    this.views = views;
    this.access = access;
    this.acting = acting;
    this.glances = new Glances(audit);
    this.problems = problems;
  }

  @GetMapping
  Mono<ResponseEntity<Object>> worklist(Actor actor, ServerWebExchange exchange) {
    if (!access.mayRuleOnMatches(actor)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    return listed(ROOT, views::questions)
        .zipWith(listed(ROOT + "/rulings", views::rulings))
        .map(both ->
            both.getT1().then(items -> both.getT2().map(ruled -> new Worklist(items, ruled))))
        .flatMap(outcome -> outcome.thenLater(worklist -> looked(actor, worklist)))
        .map(outcome ->
            switch (outcome) {
              case Outcome.Refused<Worklist>(var refusal) -> problems.answer(refusal, exchange);
              case Outcome.Done<Worklist>(var worklist) -> ResponseEntity.ok(worklist);
            });
  }

  private Mono<Outcome<Worklist>> looked(Actor actor, Worklist worklist) {
    var shown =
        Stream.concat(worklist.items().stream(), worklist.rulings().stream())
            .flatMap(match -> match.residents().stream())
            .toList();
    return looked(actor, shown).thenReturn(Outcome.done(worklist));
  }

  /** Whose traits she was shown is on the trail before she has them. */
  private Mono<Void> looked(Actor actor, List<ResidentTraits> residents) {
    var shown = residents.stream().map(one -> new Shown(one.id(), one.id(), null)).toList();
    return glances.at(actor.person(), actor.role().code(), "match.listed", "resident", shown);
  }

  /** Another resident than the machine's candidates, whom the coordinator believes it to be. */
  @PostMapping("/search")
  Mono<ResponseEntity<Object>> search(
      @RequestBody Seeking body, Actor actor, ServerWebExchange exchange) {
    if (!access.mayRuleOnMatches(actor)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    var sought = body.sought();
    if (sought.isEmpty()) {
      return Mono.just(problems.answer(Refusal.invalid("resident_not_named"), exchange));
    }
    var wait = searches.take(actor.person().toString());
    if (wait.isPresent()) {
      return Mono.just(RequestBound.refused(wait.get(), problems, exchange));
    }
    return views
        .sought(sought.get())
        .flatMap(found -> looked(actor, found).thenReturn(ResponseEntity.ok(new Found(found))));
  }

  private Mono<Outcome<List<MatchView>>> listed(
      String path, Function<JsonNode, Mono<List<MatchView>>> enrich) {
    return side.read(path)
        .flatMap(outcome -> outcome.thenLater(json -> enrich.apply(json).map(Outcome::done)));
  }

  @PostMapping("/{finess}/{patient}/link")
  Mono<ResponseEntity<Object>> link(
      @PathVariable String finess,
      @PathVariable String patient,
      @RequestBody Ruling body,
      Actor actor,
      ServerWebExchange exchange) {
    return rule("linked", "link", finess, patient, body, actor, exchange);
  }

  @PostMapping("/{finess}/{patient}/refusal")
  Mono<ResponseEntity<Object>> refuse(
      @PathVariable String finess,
      @PathVariable String patient,
      @RequestBody Ruling body,
      Actor actor,
      ServerWebExchange exchange) {
    return rule("refused", "refusal", finess, patient, body, actor, exchange);
  }

  @PostMapping("/{finess}/{patient}/undoing")
  Mono<ResponseEntity<Object>> undo(
      @PathVariable String finess,
      @PathVariable String patient,
      @RequestBody Ruling body,
      Actor actor,
      ServerWebExchange exchange) {
    return rule("undone", "undoing", finess, patient, body, actor, exchange);
  }

  private Mono<ResponseEntity<Object>> rule(
      String what,
      String act,
      String finess,
      String patient,
      Ruling body,
      Actor actor,
      ServerWebExchange exchange) {
    if (!access.mayRuleOnMatches(actor)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    var resident = body.resident();
    if (resident == null) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_body", "resident"), exchange));
    }
    var named = new Act("match." + act, "match." + what, "resident", resident, resident);
    var said = Map.of("resident", resident.toString(), "by", actor.person().toString());
    return acting.run(
        new Caller(actor, exchange),
        named,
        body,
        said,
        ROOT + "/{finess}/{patient}/" + act,
        finess,
        patient);
  }
}
