package care.chevet.resident.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.resident.IdentityStatus;
import care.chevet.resident.Ins;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import care.chevet.resident.Sex;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresResidents implements Residents {
  private final DatabaseClient database;

  PostgresResidents(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Resident> byId(UUID id) {
    return database
        .sql("select * from resident where id = :id")
        .bind("id", id)
        .map(PostgresResidents::resident)
        .one();
  }

  @Override
  public Flux<Resident> byIds(Collection<UUID> ids) {
    return database
        .sql("select * from resident where id = any(:ids)")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(PostgresResidents::resident)
        .all();
  }

  @Override
  public Flux<Resident> ofCareHomes(Collection<UUID> careHomes) {
    return database
        .sql(
            """
            select * from resident
            where care_home = any(:careHomes)
            order by used_name, used_given_name, id
            """)
        .bind("careHomes", careHomes.toArray(UUID[]::new))
        .map(PostgresResidents::resident)
        .all();
  }

  @Override
  public Flux<Resident> inCircleOf(UUID person) {
    return database
        .sql(
            """
            select * from resident r
            where exists (
              select from circle_of_care c
              where c.resident = r.id and c.person = :person
                and c.since <= now() and (c.until is null or c.until > now()))
            order by used_name, used_given_name, id
            """)
        .bind("person", person)
        .map(PostgresResidents::resident)
        .all();
  }

  @Override
  public Flux<Resident> anywhere(
      @Nullable UUID id, @Nullable String insValue, @Nullable LocalDate birthDate) {
    var statement = database.sql("select * from sought_resident(:id, :ins, :birthDate)");
    statement = id == null ? statement.bindNull("id", UUID.class) : statement.bind("id", id);
    statement =
        insValue == null
            ? statement.bindNull("ins", String.class)
            : statement.bind("ins", insValue);
    statement =
        birthDate == null
            ? statement.bindNull("birthDate", LocalDate.class)
            : statement.bind("birthDate", birthDate);
    return statement.map(PostgresResidents::resident).all();
  }

  @Override
  public Mono<Void> tellLanguage(UUID id, @Nullable String language) {
    return database
        .sql("update resident set language = :language where id = :id")
        .bind("id", id)
        .bind("language", Parameters.in(R2dbcType.VARCHAR, language))
        .then();
  }

  private static Resident resident(Readable row) {
    return new Resident(
        column(row, "id", UUID.class),
        column(row, "birth_name", String.class),
        List.of(column(row, "birth_given_names", String[].class)),
        column(row, "used_name", String.class),
        column(row, "used_given_name", String.class),
        Sex.of(column(row, "sex", String.class)),
        column(row, "birth_date", LocalDate.class),
        row.get("birth_place_insee", String.class),
        ins(row),
        IdentityStatus.of(column(row, "identity_status", String.class)),
        column(row, "care_home", UUID.class),
        row.get("language", String.class));
  }

  private static @Nullable Ins ins(Readable row) {
    var oid = row.get("ins_oid", String.class);
    var value = row.get("ins_value", String.class);
    return oid == null || value == null ? null : new Ins(oid, value);
  }
}
