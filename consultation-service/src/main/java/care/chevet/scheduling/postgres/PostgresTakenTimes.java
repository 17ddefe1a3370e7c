package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.directory.Specialty;
import care.chevet.scheduling.BookablePhysician;
import care.chevet.scheduling.Candidate;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.SlotSearch;
import care.chevet.scheduling.TakenTimes;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      boolean speaksLanguage,
      @Nullable Instant lastSeen,
      int timesSeen) {}

  private final DatabaseClient database;
  private final PostgresAvailabilities availabilities;

  PostgresTakenTimes(DatabaseClient database, PostgresAvailabilities availabilities) {
    this.database = database;
    this.availabilities = availabilities;
  }

  /** One row of arrays: five hundred rows cost more to carry over than to find. */
  @Override
  public Mono<List<Candidate>> candidates(SlotSearch search) {
    return database
        .sql(
            """
            with seen as (
              select physician, max(concluded_at) as last_seen, count(*)::int as times_seen
              from consultation
              where resident = $3::uuid and concluded_at is not null
              group by physician)
            select
              coalesce(array_agg(a.physician), '{}') as physicians,
              coalesce(array_agg(a.version), '{}') as versions,
              coalesce(array_agg((l.physician is not null)::int), '{}') as speaks,
              coalesce(array_agg(
                coalesce((extract(epoch from seen.last_seen) * 1000000)::bigint, 0)), '{}')
                as last_seen_micros,
              coalesce(array_agg(coalesce(seen.times_seen, 0)), '{}') as times_seen
            from availability a
            left join physician_language l on l.physician = a.physician and l.language = $5
            left join seen on seen.physician = a.physician
            where a.specialty = $1 and ($4::uuid is null or a.physician = $4::uuid)
              and ($2::uuid is null
                or not exists (select from physician_territory t where t.physician = a.physician)
                or exists (
                  select from physician_territory t
                  where t.physician = a.physician and t.territory = $2::uuid))
            """)
        .bind(0, search.specialty().code())
        .bind(1, id(search.territory()))
        .bind(2, id(search.resident()))
        .bind(3, id(search.physician()))
        .bind(4, Parameters.in(R2dbcType.VARCHAR, search.language()))
        .map(PostgresTakenTimes::rows)
        .one()
        .flatMap(rows -> withAvailability(search.specialty(), rows));
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
        candidates.add(new Candidate(physician, row.speaksLanguage, row.lastSeen, row.timesSeen));
      }
    }
    return candidates;
  }

  /** By the index of the exclusion constraint, which knows both whose time it is and when. */
  @Override
  public Mono<Map<UUID, List<Interval>>> ofPhysicians(Collection<Wanted> wanted, Instant now) {
    return database
        .sql(
            """
            select w.physician,
              array_agg(floor(extract(epoch from lower(r.during)))::bigint) as starts,
              array_agg(ceil(extract(epoch from upper(r.during)))::bigint) as ends
            from unnest($1, $2, $3) as w(physician, starts, ends)
            cross join lateral (
              select r.during from reservation r
              where r.resource = w.physician
                and r.during && tstzrange(to_timestamp(w.starts), to_timestamp(w.ends))
                and (r.held_until is null or r.held_until > $4)
              offset 0) r
            group by w.physician
            """)
        .bind(0, wanted.stream().map(Wanted::physician).toArray(UUID[]::new))
        .bind(
            1,
            wanted.stream().map(each -> each.time().start().getEpochSecond()).toArray(Long[]::new))
        .bind(
            2,
            wanted.stream()
                .map(each -> each.time().end().getEpochSecond() + 1)
                .toArray(Long[]::new))
        .bind(3, now)
        .map(row -> Map.entry(column(row, "physician", UUID.class), intervals(row)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<List<Interval>> ofOthers(Collection<UUID> resources, Interval range, Instant now) {
    return database
        .sql(
            """
            select
              coalesce(array_agg(floor(extract(epoch from t.starts_at))::bigint), '{}') as starts,
              coalesce(array_agg(ceil(extract(epoch from t.ends_at))::bigint), '{}') as ends
            from (
              select lower(during) as starts_at, upper(during) as ends_at
              from reservation
              where resource = any($1) and during && tstzrange($2, $3)
                and (held_until is null or held_until > $4)
              union all
              select starts_at, ends_at from appointment
              where resident = any($1) and state = 'planned' and starts_at < $3 and ends_at > $2) t
            """)
        .bind(0, resources.toArray(UUID[]::new))
        .bind(1, range.start())
        .bind(2, range.end())
        .bind(3, now)
        .map(PostgresTakenTimes::intervals)
        .one();
  }

  /** Seconds since 1970, which cost a small part of what timestamps written out do. */
  private static List<Interval> intervals(Readable row) {
    Long[] starts = column(row, "starts", Long[].class);
    Long[] ends = column(row, "ends", Long[].class);
    List<Interval> intervals = new ArrayList<>(starts.length);
    for (int i = 0; i < starts.length; i++) {
      intervals.add(new Interval(Instant.ofEpochSecond(starts[i]), Instant.ofEpochSecond(ends[i])));
    }
    return intervals;
  }

  private static List<Row> rows(Readable row) {
    UUID[] physicians = column(row, "physicians", UUID[].class);
    Integer[] versions = column(row, "versions", Integer[].class);
    Integer[] speaks = column(row, "speaks", Integer[].class);
    Long[] lastSeen = column(row, "last_seen_micros", Long[].class);
    Integer[] timesSeen = column(row, "times_seen", Integer[].class);
    List<Row> rows = new ArrayList<>(physicians.length);
    for (int i = 0; i < physicians.length; i++) {
      rows.add(
          new Row(
              physicians[i],
              versions[i],
              speaks[i] != 0,
              timesSeen[i] == 0 ? null : Instant.EPOCH.plus(lastSeen[i], ChronoUnit.MICROS),
              timesSeen[i]));
    }
    return rows;
  }

  private static Parameter id(@Nullable UUID id) {
    return Parameters.in(R2dbcType.VARCHAR, id == null ? null : id.toString());
  }
}
