package care.chevet.reminder.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.reminder.MailAddresses;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresMailAddresses implements MailAddresses {
  private final DatabaseClient database;

  PostgresMailAddresses(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<String> of(UUID person) {
    return database
        .sql("select email from person where id = :person and email is not null")
        .bind("person", person)
        .map(row -> column(row, "email", String.class))
        .one();
  }

  @Override
  public Mono<Wish> wish(UUID person) {
    return database
        .sql("select * from mail_address_wish where person = :person for update")
        .bind("person", person)
        .map(PostgresMailAddresses::pending)
        .one();
  }

  @Override
  public Mono<Void> wish(UUID person, Wish wish) {
    return database
        .sql(
            """
            insert into mail_address_wish (
              person, address, code_sha256, made_at, expires_at, tries_left)
            values (:person, :address, :code, :made, :expires, :tries)
            on conflict (person) do update set address = excluded.address,
              code_sha256 = excluded.code_sha256, made_at = excluded.made_at,
              expires_at = excluded.expires_at, tries_left = excluded.tries_left
            """)
        .bind("person", person)
        .bind("address", wish.address())
        .bind("code", wish.codeSha256())
        .bind("made", wish.madeAt())
        .bind("expires", wish.expiresAt())
        .bind("tries", wish.triesLeft())
        .then();
  }

  @Override
  public Mono<Void> forgetWish(UUID person) {
    return database
        .sql("delete from mail_address_wish where person = :person")
        .bind("person", person)
        .then();
  }

  @Override
  public Mono<Void> set(UUID person, @Nullable String address) {
    return database
        .sql("update person set email = :address where id = :person")
        .bind("address", Parameters.in(R2dbcType.VARCHAR, address))
        .bind("person", person)
        .then();
  }

  private static Wish pending(Readable row) {
    return new Wish(
        column(row, "address", String.class),
        column(row, "code_sha256", String.class),
        column(row, "made_at", Instant.class),
        column(row, "expires_at", Instant.class),
        column(row, "tries_left", Integer.class));
  }
}
