package care.chevet.room.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.consultation.Coded;
import care.chevet.consultation.GuestRole;
import care.chevet.room.Guest;
import care.chevet.room.Guests;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresGuests implements Guests {
  private final DatabaseClient database;

  PostgresGuests(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(Guest guest, byte[] tokenSha256) {
    return database
        .sql(
            """
            insert into guest (
              id, consultation, role, name, token_sha256, invited_by, invited_at, expires_at)
            values (
              :id, :consultation, :role, :name, :token, :invitedBy, :invitedAt, :expiresAt)
            """)
        .bind("id", guest.id())
        .bind("consultation", guest.consultation())
        .bind("role", guest.role().code())
        .bind("name", guest.name())
        .bind("token", tokenSha256)
        .bind("invitedBy", guest.invitedBy())
        .bind("invitedAt", guest.invitedAt())
        .bind("expiresAt", guest.expiresAt())
        .then();
  }

  @Override
  public Mono<Guest> byToken(byte[] tokenSha256) {
    return database
        .sql("select * from guest where token_sha256 = :token")
        .bind("token", tokenSha256)
        .map(PostgresGuests::guest)
        .one();
  }

  @Override
  public Flux<Guest> of(UUID consultation) {
    return database
        .sql("select * from guest where consultation = :consultation order by invited_at, id")
        .bind("consultation", consultation)
        .map(PostgresGuests::guest)
        .all();
  }

  @Override
  public Mono<Void> revoke(UUID guest, UUID by, Instant at) {
    return database
        .sql(
            """
            update guest set revoked_by = :by, revoked_at = :at, send_out_at = now()
            where id = :id and revoked_at is null
            """)
        .bind("by", by)
        .bind("at", at)
        .bind("id", guest)
        .then();
  }

  @Override
  public Flux<Guest> takeDueToLeave(Duration again, int most) {
    return database
        .sql(
            """
            update guest set send_out_at = now() + make_interval(secs => :again)
            where id in (
              select id from guest where send_out_at <= now()
              order by send_out_at limit :most for update skip locked)
            returning *
            """)
        .bind("again", (double) again.toSeconds())
        .bind("most", most)
        .map(PostgresGuests::guest)
        .all();
  }

  @Override
  public Mono<Void> sentOut(UUID guest, Duration ticketsOverAfter) {
    return database
        .sql(
            """
            update guest set send_out_at = (
              select last from (select revoked_at + make_interval(secs => :late) as last) l
              where last > now())
            where id = :id
            """)
        .bind("late", (double) ticketsOverAfter.toSeconds())
        .bind("id", guest)
        .then();
  }

  private static Guest guest(Readable row) {
    return new Guest(
        column(row, "id", UUID.class),
        column(row, "consultation", UUID.class),
        Coded.parse(GuestRole.class, column(row, "role", String.class)).orElseThrow(),
        column(row, "name", String.class),
        column(row, "invited_by", UUID.class),
        column(row, "invited_at", Instant.class),
        column(row, "expires_at", Instant.class),
        row.get("revoked_at", Instant.class));
  }
}
