package care.chevet.idempotency.postgres;

import care.chevet.idempotency.Answer;
import care.chevet.idempotency.OnceOnly;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresOnceOnly implements OnceOnly {
  private final DatabaseClient database;
  private final Transactions transactions;

  PostgresOnceOnly(DatabaseClient database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public Mono<Outcome<Answer>> run(
      UUID person, UUID key, byte[] requestSha256, Mono<Outcome<Answer>> write) {
    return transactions.unlessRefused(
        claim(person, key, requestSha256)
            .flatMap(claimed ->
                claimed
                    ? write.flatMap(outcome -> keep(person, key, outcome))
                    : stored(person, key, requestSha256)));
  }

  /**
   * Takes the key for this transaction. A second transaction with the same key waits here until the
   * first has committed (then it finds the key taken) or rolled back (then it takes the key
   * itself).
   */
  private Mono<Boolean> claim(UUID person, UUID key, byte[] requestSha256) {
    return database
        .sql(
            """
            insert into idempotency_key (person, key, request_sha256)
            values (:person, :key, :request)
            on conflict do nothing
            """)
        .bind("person", person)
        .bind("key", key)
        .bind("request", requestSha256)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  private Mono<Outcome<Answer>> keep(UUID person, UUID key, Outcome<Answer> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Answer> _ -> Mono.just(outcome);
      case Outcome.Done<Answer>(var answer) -> {
        var update =
            database
                .sql(
                    """
                    update idempotency_key set status = :status, location = :location, body = :body
                    where person = :person and key = :key
                    """)
                .bind("status", answer.status())
                .bind("person", person)
                .bind("key", key);
        update = bindText(update, "location", answer.location());
        update = bindText(update, "body", answer.body());
        yield update.then().thenReturn(outcome);
      }
    };
  }

  private static DatabaseClient.GenericExecuteSpec bindText(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable String text) {
    return text == null ? statement.bindNull(name, String.class) : statement.bind(name, text);
  }

  private Mono<Outcome<Answer>> stored(UUID person, UUID key, byte[] requestSha256) {
    return database
        .sql(
            """
            select request_sha256, status, location, body
            from idempotency_key where person = :person and key = :key
            """)
        .bind("person", person)
        .bind("key", key)
        .map(row -> replay(row, requestSha256))
        .one();
  }

  private static Outcome<Answer> replay(Readable row, byte[] requestSha256) {
    if (!MessageDigest.isEqual(row.get("request_sha256", byte[].class), requestSha256)) {
      return Outcome.refused(Refusal.conflict("idempotency_key_reused"));
    }
    Integer status = row.get("status", Integer.class);
    if (status == null) {
      throw new IllegalStateException("a committed idempotency key without its answer");
    }
    return Outcome.done(
        new Answer(status, row.get("location", String.class), row.get("body", String.class), true));
  }
}
