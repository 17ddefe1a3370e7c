package care.chevet.privacy.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.privacy.Export;
import care.chevet.privacy.PersonalData;
import care.chevet.privacy.Subject;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPersonalData implements PersonalData {
  private final DatabaseClient database;

  PostgresPersonalData(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> keep(Export export) {
    var insert =
        database
            .sql(
                """
                insert into data_export (id, resident, person, asked_by, reason, at, until)
                values (:id, :resident, :person, :askedBy, :reason, :at, :until)
                """)
            .bind("id", export.id())
            .bind("askedBy", export.askedBy())
            .bind("reason", export.reason())
            .bind("at", export.at())
            .bind("until", export.until());
    return of(insert, export.of()).then();
  }

  private static DatabaseClient.GenericExecuteSpec of(
      DatabaseClient.GenericExecuteSpec statement, Subject subject) {
    return switch (subject) {
      case Subject.OfResident(var id) ->
          statement.bind("resident", id).bindNull("person", UUID.class);
      case Subject.OfPerson(var id) ->
          statement.bindNull("resident", UUID.class).bind("person", id);
    };
  }

  @Override
  public Mono<Export> export(UUID id) {
    return database
        .sql(
            "select id, resident, person, asked_by, reason, at, until from data_export where id = :id")
        .bind("id", id)
        .map(PostgresPersonalData::read)
        .one();
  }

  private static Export read(Readable row) {
    var resident = row.get("resident", UUID.class);
    return new Export(
        column(row, "id", UUID.class),
        resident == null
            ? new Subject.OfPerson(column(row, "person", UUID.class))
            : new Subject.OfResident(resident),
        column(row, "asked_by", UUID.class),
        column(row, "reason", String.class),
        column(row, "at", Instant.class),
        column(row, "until", Instant.class));
  }

  @Override
  public Mono<Void> noteErasure(Subject subject, UUID askedBy, String reason, Instant at) {
    var insert =
        database
            .sql(
                """
                insert into data_erasure (resident, person, asked_by, reason, at)
                values (:resident, :person, :askedBy, :reason, :at)
                """)
            .bind("askedBy", askedBy)
            .bind("reason", reason)
            .bind("at", at);
    return of(insert, subject).then();
  }

  @Override
  public Flux<Section> sections(Subject subject) {
    var sql =
        switch (subject) {
          case Subject.OfResident _ -> "select name, data::text as data from resident_data(:id)";
          case Subject.OfPerson _ -> "select name, data::text as data from person_data(:id)";
        };
    return database
        .sql(sql)
        .bind("id", subject.id())
        .map((Readable row) ->
            new Section(column(row, "name", String.class), column(row, "data", String.class)))
        .all();
  }

  @Override
  public Flux<Paper> papers(UUID resident) {
    return database
        .sql("select kind, file, version from resident_documents(:resident)")
        .bind("resident", resident)
        .map((Readable row) ->
            new Paper(
                Paper.Kind.valueOf(column(row, "kind", String.class).toUpperCase(Locale.ROOT)),
                column(row, "file", UUID.class),
                column(row, "version", Integer.class)))
        .all();
  }

  @Override
  public Flux<UUID> files(UUID resident) {
    return database
        .sql(
            """
            select id from consultation where resident = :resident
            union all
            select id from expertise where resident = :resident
            """)
        .bind("resident", resident)
        .map((Readable row) -> column(row, "id", UUID.class))
        .all();
  }

  @Override
  public Mono<LocalDate> keptUntil(UUID resident) {
    return database
        .sql("select until from record_kept_until(:resident) as until where until is not null")
        .bind("resident", resident)
        .map((Readable row) -> column(row, "until", LocalDate.class))
        .one();
  }

  @Override
  public Flux<Erased> eraseBesideRecord(UUID resident, Instant now) {
    return erased("select what, count from erase_beside_record(:id, :now)", resident, now);
  }

  @Override
  public Flux<Erased> erasePerson(UUID person, Instant now) {
    return erased("select what, count from erase_person(:id, :now)", person, now);
  }

  private Flux<Erased> erased(String sql, UUID id, Instant now) {
    return database
        .sql(sql)
        .bind("id", id)
        .bind("now", now)
        .map((Readable row) ->
            new Erased(column(row, "what", String.class), column(row, "count", Long.class)))
        .all();
  }

  @Override
  public Mono<Boolean> eraseResident(UUID resident, Instant now) {
    return answer("select erase_resident(:id, :now) as answer", resident, now);
  }

  @Override
  public Mono<Boolean> isEngaged(UUID person, Instant now) {
    return answer("select is_engaged(:id, :now) as answer", person, now);
  }

  private Mono<Boolean> answer(String sql, UUID id, Instant now) {
    return database
        .sql(sql)
        .bind("id", id)
        .bind("now", now)
        .map((Readable row) -> column(row, "answer", Boolean.class))
        .one();
  }
}
