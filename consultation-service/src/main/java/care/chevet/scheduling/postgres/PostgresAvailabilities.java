package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.directory.Specialty;
import care.chevet.memory.Remembered;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.AvailabilityDocument;
import care.chevet.scheduling.BookablePhysician;
import care.chevet.scheduling.ResidentsHome;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Component
final class PostgresAvailabilities implements Availabilities {

  private static final int REMEMBERED_MAX = 10_000;

  /**
   * How long a care home's new name may take to be shown everywhere. What a booking is judged by is
   * checked by the statement that makes it.
   */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  private static final String PHYSICIANS =
      """
      select a.*, p.zone, p.display_name,
        array(select t.territory from physician_territory t where t.physician = a.physician)
          as territories
      from availability a join person p on p.id = a.physician
      """;

  private record Key(UUID physician, Specialty specialty) {}

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Remembered<Key, BookablePhysician> physicians =
      new Remembered<>(REMEMBERED_MAX, REMEMBERED_FOR);
  private final Remembered<UUID, ResidentsHome> homes =
      new Remembered<>(REMEMBERED_MAX, REMEMBERED_FOR);

  PostgresAvailabilities(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Mono<BookablePhysician> remembered(UUID physician, Specialty specialty) {
    return physicians
        .recall(new Key(physician, specialty))
        .map(Mono::just)
        .orElseGet(() -> onRecord(physician, specialty));
  }

  @Override
  public Mono<BookablePhysician> onRecord(UUID physician, Specialty specialty) {
    return database
        .sql(PHYSICIANS + "where a.physician = $1 and a.specialty = $2")
        .bind(0, physician)
        .bind(1, specialty.code())
        .map(this::readPhysician)
        .one()
        .doOnNext(read -> physicians.keep(new Key(physician, specialty), read));
  }

  /** A remembered physician, if it is the availability of that version that is remembered. */
  Optional<BookablePhysician> recall(UUID physician, Specialty specialty, int version) {
    return physicians
        .recall(new Key(physician, specialty))
        .filter(remembered -> remembered.version() == version);
  }

  /** Those whose remembered availability is not of the given version, read and remembered. */
  Flux<BookablePhysician> refresh(Specialty specialty, List<UUID> outdated) {
    return outdated.isEmpty()
        ? Flux.empty()
        : database
            .sql(PHYSICIANS + "where a.specialty = $1 and a.physician = any($2)")
            .bind(0, specialty.code())
            .bind(1, outdated.toArray(UUID[]::new))
            .map(this::readPhysician)
            .all()
            .doOnNext(read -> physicians.keep(new Key(read.id(), specialty), read));
  }

  @Override
  public Mono<ResidentsHome> rememberedHome(UUID resident) {
    return homes.recall(resident).map(Mono::just).orElseGet(() -> homeOnRecord(resident));
  }

  @Override
  public Mono<ResidentsHome> homeOnRecord(UUID resident) {
    return database
        .sql(
            """
            select h.id, h.name, h.zone, h.territory from resident r
            join care_home h on h.id = r.care_home
            where r.id = $1
            """)
        .bind(0, resident)
        .map(row ->
            new ResidentsHome(
                column(row, "id", UUID.class),
                column(row, "name", String.class),
                ZoneId.of(column(row, "zone", String.class)),
                column(row, "territory", UUID.class)))
        .one()
        .doOnNext(home -> homes.keep(resident, home));
  }

  @Override
  public Mono<UUID> residentOf(UUID consultation) {
    return database
        .sql("select resident from consultation where id = $1")
        .bind(0, consultation)
        .map(row -> column(row, "resident", UUID.class))
        .one();
  }

  @Override
  public Mono<AvailabilityDocument> document(UUID physician, Specialty specialty) {
    return database
        .sql("select * from availability where physician = $1 and specialty = $2")
        .bind(0, physician)
        .bind(1, specialty.code())
        .map(this::readDocument)
        .one();
  }

  @Override
  public Mono<AvailabilityDocument> write(
      UUID physician, Specialty specialty, AvailabilityDocument written) {
    return database
        .sql(
            """
            insert into availability (physician, specialty, length_minutes, buffer_before_minutes,
              buffer_after_minutes, lead_minutes, daily_cap, holidays, patterns, departures)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            where exists (select from physician_specialty where physician = $1 and specialty = $2)
            on conflict (physician, specialty) do update
            set length_minutes = excluded.length_minutes,
              buffer_before_minutes = excluded.buffer_before_minutes,
              buffer_after_minutes = excluded.buffer_after_minutes,
              lead_minutes = excluded.lead_minutes,
              daily_cap = excluded.daily_cap,
              holidays = excluded.holidays,
              patterns = excluded.patterns,
              departures = excluded.departures,
              version = availability.version + 1
            returning *
            """)
        .bind(0, physician)
        .bind(1, specialty.code())
        .bind(2, written.slotMinutes())
        .bind(3, written.bufferBeforeMinutes())
        .bind(4, written.bufferAfterMinutes())
        .bind(5, written.leadMinutes())
        .bind(6, written.dailyCap())
        .bind(7, written.holidays())
        .bind(8, Json.of(json.writeValueAsString(written.patterns())))
        .bind(9, Json.of(json.writeValueAsString(written.departures())))
        .map(this::readDocument)
        .one();
  }

  private BookablePhysician readPhysician(Readable row) {
    return new BookablePhysician(
        column(row, "physician", UUID.class),
        column(row, "display_name", String.class),
        Rows.specialty(row),
        readDocument(row).in(ZoneId.of(column(row, "zone", String.class))),
        Set.of(column(row, "territories", UUID[].class)),
        column(row, "version", Integer.class));
  }

  private AvailabilityDocument readDocument(Readable row) {
    return new AvailabilityDocument(
        column(row, "length_minutes", Integer.class),
        column(row, "buffer_before_minutes", Integer.class),
        column(row, "buffer_after_minutes", Integer.class),
        column(row, "lead_minutes", Integer.class),
        column(row, "daily_cap", Integer.class),
        column(row, "holidays", String.class),
        list(row, "patterns", AvailabilityDocument.Week[].class),
        list(row, "departures", AvailabilityDocument.Change[].class));
  }

  private <T> List<T> list(Readable row, String column, Class<T[]> type) {
    return Arrays.asList(json.readValue(column(row, column, String.class), type));
  }
}
