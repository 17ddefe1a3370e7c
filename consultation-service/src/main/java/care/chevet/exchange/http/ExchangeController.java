package care.chevet.exchange.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.exchange.http.ActingThere.Act;
import care.chevet.exchange.http.ActingThere.Caller;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What waits, was refused or differs at each hospital, for an operator, who sets it right. */
@RestController
@RequestMapping("/api/v1/exchanges")
final class ExchangeController {
  private static final String ROOT = "/api/v1/exchanges";

  private final HospitalSide side;
  private final Access access;
  private final ActingThere acting;
  private final Problems problems;

  ExchangeController(HospitalSide side, Access access, ActingThere acting, Problems problems) {
    this.side = side;
    this.access = access;
    this.acting = acting;
    this.problems = problems;
  }

  @GetMapping
  Mono<ResponseEntity<Object>> all(Actor actor, ServerWebExchange exchange) {
    return shown(actor, exchange, side.read(ROOT));
  }

  @GetMapping("/{finess}/dead-letters")
  Mono<ResponseEntity<Object>> deadLetters(
      @PathVariable String finess, Actor actor, ServerWebExchange exchange) {
    return shown(actor, exchange, side.read(ROOT + "/{finess}/dead-letters", finess));
  }

  @GetMapping("/{finess}/dead-messages")
  Mono<ResponseEntity<Object>> deadMessages(
      @PathVariable String finess, Actor actor, ServerWebExchange exchange) {
    return shown(actor, exchange, side.read(ROOT + "/{finess}/dead-messages", finess));
  }

  @GetMapping("/{finess}/findings")
  Mono<ResponseEntity<Object>> findings(
      @PathVariable String finess, Actor actor, ServerWebExchange exchange) {
    return shown(actor, exchange, side.read(ROOT + "/{finess}/findings", finess));
  }

  @GetMapping("/{finess}/incidents")
  Mono<ResponseEntity<Object>> incidents(
      @PathVariable String finess, Actor actor, ServerWebExchange exchange) {
    return shown(actor, exchange, side.read(ROOT + "/{finess}/incidents", finess));
  }

  @PostMapping("/dead-letters/{id}/replay")
  Mono<ResponseEntity<Object>> replay(
      @PathVariable long id, Actor actor, ServerWebExchange exchange) {
    return done(
        new Caller(actor, exchange),
        "delivery.replay",
        "delivery.replayed",
        id,
        ROOT + "/dead-letters/{id}/replay");
  }

  @PostMapping("/dead-messages/{id}/replay")
  Mono<ResponseEntity<Object>> replayMessage(
      @PathVariable long id, Actor actor, ServerWebExchange exchange) {
    return done(
        new Caller(actor, exchange),
        "message.replay",
        "message.replayed",
        id,
        ROOT + "/dead-messages/{id}/replay");
  }

  @PostMapping("/findings/{id}/heal")
  Mono<ResponseEntity<Object>> heal(
      @PathVariable long id, Actor actor, ServerWebExchange exchange) {
    return done(
        new Caller(actor, exchange),
        "finding.heal",
        "finding.healed",
        id,
        ROOT + "/findings/{id}/heal");
  }

  @PostMapping("/findings/{id}/dismissal")
  Mono<ResponseEntity<Object>> dismiss(
      @PathVariable long id, Actor actor, ServerWebExchange exchange) {
    return done(
        new Caller(actor, exchange),
        "finding.dismissal",
        "finding.dismissed",
        id,
        ROOT + "/findings/{id}/dismissal");
  }

  @PostMapping("/{finess}/reconciliations")
  Mono<ResponseEntity<Object>> reconcile(
      @PathVariable String finess, Actor actor, ServerWebExchange exchange) {
    return asked(
        new Caller(actor, exchange),
        new Act(
            "exchange.reconciliation",
            "exchange.reconciliation-begun",
            "hospital",
            UUID.nameUUIDFromBytes(finess.getBytes(StandardCharsets.UTF_8)),
            null),
        ROOT + "/{finess}/reconciliations",
        finess);
  }

  private Mono<ResponseEntity<Object>> shown(
      Actor actor, ServerWebExchange exchange, Mono<Outcome<JsonNode>> answer) {
    if (!access.mayRunExchanges(actor)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    return answer.map(outcome ->
        switch (outcome) {
          case Outcome.Refused<JsonNode>(var refusal) -> problems.answer(refusal, exchange);
          case Outcome.Done<JsonNode>(var json) -> ResponseEntity.ok(json);
        });
  }

  /** The trail names the thing by its number at the hospitals' side, written as an id. */
  private Mono<ResponseEntity<Object>> done(
      Caller caller, String word, String done, long id, String path) {
    var act = new Act("exchange." + word, "exchange." + done, "exchange", new UUID(0, id), null);
    return asked(caller, act, path, id);
  }

  private Mono<ResponseEntity<Object>> asked(Caller caller, Act act, String path, Object variable) {
    return access.mayRunExchanges(caller.actor())
        ? acting.run(caller, act, null, null, path, variable)
        : Mono.just(problems.answer(Refusal.forbidden("forbidden"), caller.exchange()));
  }
}
