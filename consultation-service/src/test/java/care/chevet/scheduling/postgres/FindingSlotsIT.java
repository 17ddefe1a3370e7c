package care.chevet.scheduling.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.directory.Specialty;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.SlotSearch;
import care.chevet.scheduling.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The search for slots over five hundred physicians and thirty days, two thirds of it booked. */
final class FindingSlotsIT {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int PHYSICIANS = 500;
  private static final int WARM_UP = 60;
  private static final int MEASURED = 200;

  /** A wide bound, for a machine that does other things meanwhile; the benchmark holds the goal. */
  private static final Duration MEDIAN_MAX = Duration.ofMillis(250);

  private static SchedulingDatabase database;
  private static FindingSlots finding;
  private static UUID resident;

  @BeforeAll
  static void aBusyTerritory() {
    database = new SchedulingDatabase();
    resident = database.residents(1).getFirst();
    database.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone)
        select gen_random_uuid(), 'p' || n, 'physician', 'Dr ' || n, 'Nom', 'Prénom',
          case n %% 5 when 0 then 'Indian/Reunion' else 'Europe/Paris' end
        from generate_series(1, %d) as n
        """
            .formatted(PHYSICIANS),
        """
        insert into physician_specialty
        select id, 'geriatrics' from person where role = 'physician'
        """,
        """
        insert into availability
        select id, 'geriatrics', 20, 0, 10, 60, 0, 'fr', (
          select jsonb_agg(jsonb_build_object('day', day, 'opens', opens, 'closes', closes))
          from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) as day,
            (values ('08:30', '12:00'), ('13:30', '18:00')) as hours(opens, closes)), '[]'
        from person where role = 'physician'
        """,
        """
        insert into booking (id, state, specialty, urgency, physician, nurse, resident, care_home,
          starts_at, ends_at, made_by, made_at)
        select gen_random_uuid(), 'booked', 'geriatrics', 'this-week', p.id, p.id, '%s', '%s',
          day + interval '30 minutes' * slot, day + interval '30 minutes' * slot + interval '20 minutes',
          p.id, now()
        from person p,
          generate_series(timestamptz '2026-11-23 07:30Z', '2026-12-22', interval '1 day') as day,
          generate_series(0, 20) as slot
        where p.role = 'physician' and (slot + extract(day from day)::int) %% 3 > 0
        """
            .formatted(resident, database.careHome),
        """
        insert into reservation (resource, kind, during, booking)
        select physician, 'physician', tstzrange(starts_at, ends_at + interval '10 minutes'), id
        from booking
        """,
        "analyze");
    PostgresAvailabilities availabilities =
        new PostgresAvailabilities(database.client, JsonMapper.builder().build());
    finding = new FindingSlots(new PostgresTakenTimes(database.client, availabilities), () -> NOW);
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @Test
  void everySuggestedSlotIsFree() {
    for (Suggestion suggestion : search(null)) {
      for (Interval slot : suggestion.slots()) {
        assertThat(
                database.count(
                    """
                    select count(*) from reservation where resource = '%s'
                    and during && tstzrange('%s', '%s')
                    """
                        .formatted(
                            suggestion.candidate().physician().id(), slot.start(), slot.end())))
            .isZero();
      }
    }
  }

  @Test
  void fiveHundredPhysiciansAndThirtyDaysAreAnsweredQuickly() {
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(search(resident)).hasSize(20);
    }
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      long start = System.nanoTime();
      assertThat(search(resident)).hasSize(20);
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    took.sort(Duration::compareTo);
    Duration median = took.get(MEASURED / 2);
    System.out.printf(
        "slots over %d physicians and 30 days: p50 %.1f ms, p99 %.1f ms%n",
        PHYSICIANS, median.toNanos() / 1e6, took.get(MEASURED * 99 / 100).toNanos() / 1e6);
    assertThat(median).isLessThan(MEDIAN_MAX);
  }

  private static List<Suggestion> search(@Nullable UUID knownTo) {
    return finding
        .answering(
            new SlotSearch(
                Specialty.GERIATRICS,
                new Interval(NOW, NOW.plus(Duration.ofDays(30))),
                null,
                "fr",
                knownTo,
                null,
                20,
                6))
        .block(Duration.ofSeconds(30));
  }
}
