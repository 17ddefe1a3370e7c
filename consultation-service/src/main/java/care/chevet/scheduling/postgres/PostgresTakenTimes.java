package care.chevet.scheduling.postgres;

import care.chevet.directory.Specialty;
import care.chevet.scheduling.BookablePhysician;
import care.chevet.scheduling.Candidate;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.TakenTimes;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresTakenTimes implements TakenTimes {

  private record Row(
      UUID physician,
      int version,
      Set<String> languages,
      @Nullable Instant lastSeen,
      int timesSeen) {}

  private final DatabaseClient database;
  private final PostgresAvailabilities availabilities;

  PostgresTakenTimes(DatabaseClient database, PostgresAvailabilities availabilities) {
    this.database = database;
    this.availabilities = availabilities;
  }

  @Override
  public Mono<List<Candidate>> candidates(
      Specialty specialty,
      @Nullable UUID territory,
      @Nullable UUID resident,
      @Nullable UUID physician) {
    return database
        .sql(
            """
            with spoken as (
              select physician, array_agg(language) as languages
              from physician_language group by physician),
            served as (
              select physician, bool_or(territory = $2::uuid) as this_one
              from physician_territory group by physician),
            seen as (
              select physician, max(concluded_at) as last_seen, count(*)::int as times_seen
              from consultation
              where resident = $3::uuid and concluded_at is not null
              group by physician)
            select a.physician, a.version, spoken.languages, seen.last_seen, seen.times_seen
            from availability a
            left join spoken on spoken.physician = a.physician
            left join served on served.physician = a.physician
            left join seen on seen.physician = a.physician
            where a.specialty = $1 and ($2::uuid is null or coalesce(served.this_one, true))
              and ($4::uuid is null or a.physician = $4::uuid)
            """)
        .bind(0, specialty.code())
        .bind(1, id(territory))
        .bind(2, id(resident))
        .bind(3, id(physician))
        .map(PostgresTakenTimes::row)
        .all()
        .collectList()
        .flatMap(rows -> withAvailability(specialty, rows));
  }

  /** Adds each one's availability: the remembered one if it is of the version on record. */
  private Mono<List<Candidate>> withAvailability(Specialty specialty, List<Row> rows) {
    Map<UUID, BookablePhysician> known = new HashMap<>();
    List<UUID> outdated = new ArrayList<>();
    for (Row row : rows) {
      availabilities
          .recall(row.physician, specialty, row.version)
          .ifPresentOrElse(
              physician -> known.put(row.physician, physician), () -> outdated.add(row.physician));
    }
    return availabilities
        .refresh(specialty, outdated)
        .doOnNext(physician -> known.put(physician.id(), physician))
        .then(Mono.fromSupplier(() -> join(rows, known)));
  }

  private static List<Candidate> join(List<Row> rows, Map<UUID, BookablePhysician> known) {
    List<Candidate> candidates = new ArrayList<>(rows.size());
    for (Row row : rows) {
      BookablePhysician physician = known.get(row.physician);
      if (physician != null) {
        candidates.add(new Candidate(physician, row.languages, row.lastSeen, row.timesSeen));
      }
    }
    return candidates;
  }

  @Override
  public Mono<Map<UUID, List<Interval>>> ofPhysicians(
      Collection<UUID> physicians, Interval range, Instant now) {
    return database
        .sql(
            """
            select resource,
              array_agg(extract(epoch from lower(during))::bigint) as starts,
              array_agg(extract(epoch from upper(during))::bigint) as ends
            from reservation
            where kind = 'physician' and lower(during) >= $2 and lower(during) < $3
              and resource = any($1) and (held_until is null or held_until > $4)
            group by resource
            """)
        .bind(0, physicians.toArray(UUID[]::new))
        .bind(1, range.start())
        .bind(2, range.end())
        .bind(3, now)
        .map(row -> Map.entry(Columns.of(row, "resource", UUID.class), intervals(row)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<List<Interval>> ofOthers(Collection<UUID> resources, Interval range, Instant now) {
    return database
        .sql(
            """
            select lower(during) as starts_at, upper(during) as ends_at
            from reservation
            where resource = any($1) and during && tstzrange($2, $3)
              and (held_until is null or held_until > $4)
            union all
            select starts_at, ends_at from appointment
            where resident = any($1) and state = 'planned' and starts_at < $3 and ends_at > $2
            """)
        .bind(0, resources.toArray(UUID[]::new))
        .bind(1, range.start())
        .bind(2, range.end())
        .bind(3, now)
        .map(Columns::time)
        .all()
        .collectList();
  }

  private static List<Interval> intervals(Readable row) {
    Long[] starts = Columns.of(row, "starts", Long[].class);
    Long[] ends = Columns.of(row, "ends", Long[].class);
    List<Interval> intervals = new ArrayList<>(starts.length);
    for (int i = 0; i < starts.length; i++) {
      intervals.add(new Interval(Instant.ofEpochSecond(starts[i]), Instant.ofEpochSecond(ends[i])));
    }
    return intervals;
  }

  private static Row row(Readable row) {
    String @Nullable [] languages = row.get("languages", String[].class);
    @Nullable Integer times = row.get("times_seen", Integer.class);
    return new Row(
        Columns.of(row, "physician", UUID.class),
        Columns.of(row, "version", Integer.class),
        languages == null ? Set.of() : Set.of(languages),
        row.get("last_seen", Instant.class),
        times == null ? 0 : times);
  }

  private static Parameter id(@Nullable UUID id) {
    return Parameters.in(R2dbcType.VARCHAR, id == null ? null : id.toString());
  }
}
