package care.chevet.consultation.postgres;

import care.chevet.consultation.HandOvers;
import care.chevet.consultation.Ties.Proposal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresHandOvers implements HandOvers {
  private final DatabaseClient database;

  PostgresHandOvers(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> propose(UUID consultation, Proposal proposal) {
    return database
        .sql(
            """
            update consultation
            set hand_over_to = :to, hand_over_reason = :reason, hand_over_since = :since,
              hand_over_refusal = null, hand_over_refused_at = null
            where id = :consultation
            """)
        .bind("consultation", consultation)
        .bind("to", proposal.to())
        .bind("reason", proposal.reason())
        .bind("since", proposal.since())
        .then();
  }

  @Override
  public Mono<Void> refuse(UUID consultation, String reason, Instant at) {
    return database
        .sql(
            """
            update consultation set hand_over_refusal = :reason, hand_over_refused_at = :at
            where id = :consultation
            """)
        .bind("consultation", consultation)
        .bind("reason", reason)
        .bind("at", at)
        .then();
  }

  @Override
  public Mono<Void> takeOver(
      UUID consultation, UUID from, UUID to, Instant at, Instant readsUntil) {
    return database
        .sql(
            """
            with passed as (
              insert into hand_over (consultation, from_physician, to_physician, reason,
                proposed_at, accepted_at, reads_until)
              select id, :from, :to, hand_over_reason, hand_over_since, :at, :readsUntil
              from consultation where id = :consultation)
            update consultation
            set physician = :to, hand_over_to = null, hand_over_reason = null,
              hand_over_since = null
            where id = :consultation
            """)
        .bind("consultation", consultation)
        .bind("from", from)
        .bind("to", to)
        .bind("at", at)
        .bind("readsUntil", readsUntil)
        .then();
  }
}
