package care.chevet.testbed;

import care.chevet.access.Actor;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A write of the tests' own, with an effect that can be counted: a line of the audit trail. */
@RestController
@Profile(Shared.PROFILE)
public class Probes {
  private final IdempotentWrites writes;
  private final DatabaseClient database;

  Probes(IdempotentWrites writes, DatabaseClient database) {
    this.writes = writes;
    this.database = database;
  }

  record Probe(UUID mark, boolean refuse) {}

  @PostMapping("/api/v1/probes")
  Mono<ResponseEntity<Object>> write(
      @RequestBody Probe probe, Actor actor, ServerWebExchange exchange) {
    Mono<Outcome<Written>> effect =
        database
            .sql(
                """
                insert into audit_entry (who, role, what, subject_kind, subject)
                values ('probe', 'nurse', 'probe.written', 'probe', :mark)
                """)
            .bind("mark", probe.mark())
            .then()
            .then(Mono.fromSupplier(() -> outcome(probe)));
    return writes.run(exchange, actor, probe, effect);
  }

  private static Outcome<Written> outcome(Probe probe) {
    return probe.refuse()
        ? Outcome.refused(Refusal.conflict("database_busy"))
        : Outcome.done(Written.created("/api/v1/probes/" + probe.mark(), UUID.randomUUID()));
  }
}
