package care.chevet.exchange.http;

import care.chevet.access.Actor;
import care.chevet.access.http.CallerAddress;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.idempotency.OwnTransaction;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What people have done at the hospitals' side, which no transaction of ours can take back. That it
 * was asked for is on the trail, committed, before anything is done; how it ended comes after. An
 * asking without an end says that nobody here knows whether it was done.
 */
@Component
final class ActingThere {

  /**
   * One act as the trail names it.
   *
   * @param act the word for the act, to which {@code -asked} and {@code -failed} are added
   * @param done the word for its having been done
   */
  record Act(String act, String done, String subjectKind, UUID subject, @Nullable UUID resident) {}

  private final HospitalSide side;
  private final AuditTrail audit;
  private final OwnTransaction alone;
  private final IdempotentWrites writes;

  ActingThere(HospitalSide side, AuditTrail audit, OwnTransaction alone, IdempotentWrites writes) {
    this.side = side;
    this.audit = audit;
    this.alone = alone;
    this.writes = writes;
  }

  /**
   * Acts once for the request's key.
   *
   * @param request the body of the request, null if it has none
   * @param said what the hospitals' side is told
   */
  Mono<ResponseEntity<Object>> run(
      Caller caller,
      Act act,
      @Nullable Object request,
      @Nullable Object said,
      String path,
      Object... variables) {
    var write =
        alone
            .onItsOwn(audit.append(entry(caller, act, act.act() + "-asked")))
            .then(side.act(said, path, variables))
            .flatMap(outcome ->
                switch (outcome) {
                  case Outcome.Done<?> _ ->
                      audit
                          .append(entry(caller, act, act.done()))
                          .thenReturn(Outcome.done(Written.noContent()));
                  case Outcome.Refused<?>(var refusal) ->
                      alone
                          .onItsOwn(audit.append(entry(caller, act, act.act() + "-failed")))
                          .thenReturn(Outcome.<Written>refused(refusal));
                });
    return writes.run(caller.exchange(), caller.actor(), request, write);
  }

  /** Who asks, and through which request. */
  record Caller(Actor actor, ServerWebExchange exchange) {}

  private static AuditEntry entry(Caller caller, Act act, String what) {
    return new AuditEntry(
        caller.actor().person().toString(),
        caller.actor().role().code(),
        what,
        act.subjectKind(),
        act.subject(),
        act.resident(),
        null,
        CallerAddress.of(caller.exchange()));
  }
}
