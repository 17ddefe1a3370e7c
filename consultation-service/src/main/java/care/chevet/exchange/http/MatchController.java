package care.chevet.exchange.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.http.CallerAddress;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.audit.Glances.Shown;
import care.chevet.exchange.http.MatchViews.MatchView;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.List;
import java.util.Map;
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

  /** Whom a ruling is about. */
  record Ruling(@Nullable UUID resident) {}

  /** What waits for a person, and what people have ruled. */
  record Worklist(List<MatchView> items, List<MatchView> rulings) {}

  private final HospitalSide side;
  private final MatchViews views;
  private final Access access;
  private final IdempotentWrites writes;
  private final AuditTrail audit;
  private final Glances glances;
  private final Problems problems;

  MatchController(
      HospitalSide side,
      MatchViews views,
      Access access,
      IdempotentWrites writes,
      AuditTrail audit,
      Problems problems) {
    this.side = side;
    this.views = views;
    this.access = access;
    this.writes = writes;
    this.audit = audit;
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

  /** Whose traits she was shown is on the trail before she has them. */
  private Mono<Outcome<Worklist>> looked(Actor actor, Worklist worklist) {
    var shown =
        Stream.concat(worklist.items().stream(), worklist.rulings().stream())
            .flatMap(match -> match.residents().stream())
            .map(resident -> new Shown(resident.id(), resident.id(), null))
            .toList();
    return glances
        .at(actor.person(), actor.role().code(), "match.listed", "resident", shown)
        .thenReturn(Outcome.done(worklist));
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
    var entry =
        new AuditEntry(
            actor.person().toString(),
            actor.role().code(),
            "match." + what,
            "resident",
            resident,
            resident,
            null,
            CallerAddress.of(exchange));
    var said = Map.of("resident", resident.toString(), "by", actor.person().toString());
    var write =
        side.act(said, ROOT + "/{finess}/{patient}/" + act, finess, patient)
            .flatMap(outcome ->
                outcome instanceof Outcome.Done<JsonNode>
                    ? audit.append(entry).thenReturn(outcome)
                    : Mono.just(outcome))
            .map(outcome -> outcome.map(_ -> Written.noContent()));
    return writes.run(exchange, actor, body, write);
  }
}
