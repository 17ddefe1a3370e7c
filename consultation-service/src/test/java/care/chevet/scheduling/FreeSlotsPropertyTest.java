package care.chevet.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Random weeks, departures and appointments, around the days on which clocks are put about. */
final class FreeSlotsPropertyTest {

  private static final Duration GRAIN = Duration.ofMinutes(5);

  /** All that a run draws. */
  record Draw(Availability availability, Commitments taken, Interval range, Instant now) {

    List<Interval> slots() {
      return FreeSlots.of(availability, taken, range, now, Integer.MAX_VALUE);
    }
  }

  @Property(tries = 2000)
  void noSlotLeavesTheOpenHours(@ForAll("draws") Draw draw) {
    for (Interval slot : draw.slots()) {
      for (Instant at = slot.start(); at.isBefore(slot.end()); at = at.plus(GRAIN)) {
        assertThat(isOpen(draw.availability(), at)).as("%s inside %s", at, slot).isTrue();
      }
      assertThat(isOpen(draw.availability(), slot.end().minusNanos(1))).isTrue();
    }
  }

  @Property(tries = 2000)
  void noSlotOverlapsAnotherOrWhatIsTaken(@ForAll("draws") Draw draw) {
    SlotRules rules = draw.availability().rules();
    @Nullable Interval previous = null;
    for (Interval slot : draw.slots()) {
      Interval footprint = rules.footprint(slot);
      assertThat(draw.taken().physician()).noneMatch(footprint::overlaps);
      assertThat(draw.taken().others()).noneMatch(slot::overlaps);
      if (previous != null) {
        assertThat(previous.end()).isBeforeOrEqualTo(slot.start());
      }
      previous = slot;
    }
  }

  @Property(tries = 2000)
  void noSlotStartsInAMissingHourOrOutsideTheRangeOrTooSoon(@ForAll("draws") Draw draw) {
    ZoneId zone = draw.availability().zone();
    Instant earliest = draw.now().plus(draw.availability().rules().leadTime());
    for (Interval slot : draw.slots()) {
      LocalDateTime shown = LocalDateTime.ofInstant(slot.start(), zone);
      assertThat(zone.getRules().getValidOffsets(shown)).isNotEmpty();
      assertThat(slot.length()).isEqualTo(draw.availability().rules().length());
      assertThat(slot.start()).isAfterOrEqualTo(draw.range().start()).isBefore(draw.range().end());
      assertThat(slot.start()).isAfterOrEqualTo(earliest);
    }
  }

  @Property(tries = 1000)
  void everySlotIsOfferedAndNoOtherStartIs(@ForAll("draws") Draw draw) {
    Availability availability = draw.availability();
    for (Interval slot : draw.slots()) {
      assertThat(FreeSlots.offered(availability, slot, draw.now())).isTrue();
      Interval late = Interval.starting(slot.start().plusSeconds(1), slot.length());
      assertThat(FreeSlots.offered(availability, late, draw.now())).isFalse();
    }
  }

  @Property(tries = 1000)
  void everyWholeSlotOfOpenHoursIsOffered(@ForAll("draws") Draw draw) {
    Availability availability = draw.availability();
    SlotRules rules = availability.rules();
    Instant earliest = draw.now().plus(rules.leadTime());
    List<Interval> everything =
        FreeSlots.of(availability, Commitments.NONE, draw.range(), draw.now(), Integer.MAX_VALUE);
    Instant at = draw.range().start();
    while (at.isBefore(draw.range().end().minus(Duration.ofDays(1)))) {
      Interval wanted = Interval.starting(at, rules.step().plus(rules.length()));
      boolean opensHere = isOpen(availability, at) && !isOpen(availability, at.minusNanos(1));
      if (opensHere && !at.isBefore(earliest) && openThroughout(availability, wanted)) {
        assertThat(everything).contains(Interval.starting(at, rules.length()));
      }
      at = at.plus(GRAIN);
    }
  }

  @Property(tries = 1000)
  void noDayGoesOverItsCap(@ForAll("draws") Draw draw) {
    int cap = draw.availability().rules().dailyCap();
    if (cap == 0) {
      return;
    }
    ZoneId zone = draw.availability().zone();
    for (Interval slot : draw.slots()) {
      LocalDate day = LocalDate.ofInstant(slot.start(), zone);
      assertThat(draw.taken().physician())
          .filteredOn(busy -> LocalDate.ofInstant(busy.start(), zone).equals(day))
          .hasSizeLessThan(cap);
    }
  }

  /** What the wall clock on the physician's wall says, with none of the code under test. */
  private static boolean isOpen(Availability availability, Instant at) {
    LocalDateTime shown = LocalDateTime.ofInstant(at, availability.zone());
    boolean open =
        availability.patterns().stream()
            .anyMatch(pattern ->
                pattern.day() == shown.getDayOfWeek() && pattern.hours().hold(shown.toLocalTime()));
    for (Departure departure : availability.departures()) {
      if (departure instanceof Departure.Away(LocalDate first, LocalDate last)) {
        open &= shown.toLocalDate().isBefore(first) || shown.toLocalDate().isAfter(last);
      }
      if (departure instanceof Departure.Closed(LocalDate date, LocalHours hours)) {
        open &= !(shown.toLocalDate().equals(date) && hours.hold(shown.toLocalTime()));
      }
    }
    return open
        || availability.departures().stream()
            .anyMatch(departure ->
                departure instanceof Departure.Extra(LocalDate date, LocalHours hours)
                    && shown.toLocalDate().equals(date)
                    && hours.hold(shown.toLocalTime()));
  }

  private static boolean openThroughout(Availability availability, Interval wanted) {
    LocalDate day = LocalDate.ofInstant(wanted.start(), availability.zone());
    for (Instant at = wanted.start(); at.isBefore(wanted.end()); at = at.plus(GRAIN)) {
      if (!isOpen(availability, at) || !LocalDate.ofInstant(at, availability.zone()).equals(day)) {
        return false;
      }
    }
    return true;
  }

  /** A zone and a day on which its clock is put about, or not. */
  record Turn(String zone, String day) {}

  @Provide
  Arbitrary<Draw> draws() {
    Arbitrary<Turn> turns =
        Arbitraries.of(
            new Turn("Europe/Paris", "2026-03-29"),
            new Turn("Europe/Paris", "2026-10-25"),
            new Turn("Indian/Reunion", "2026-10-25"),
            new Turn("America/Guadeloupe", "2026-11-01"),
            new Turn("America/New_York", "2026-03-08"),
            new Turn("America/New_York", "2026-11-01"),
            new Turn("America/Miquelon", "2026-11-01"),
            new Turn("America/St_Johns", "2010-11-07"),
            new Turn("America/Sao_Paulo", "2018-11-04"),
            new Turn("America/Sao_Paulo", "2018-02-18"),
            new Turn("America/Havana", "2026-11-01"),
            new Turn("Pacific/Apia", "2011-12-30"),
            new Turn("Pacific/Noumea", "2026-06-01"),
            new Turn("Australia/Lord_Howe", "2026-04-05"),
            new Turn("Australia/Lord_Howe", "2026-10-04"));
    return turns.flatMap(FreeSlotsPropertyTest::drawsAround);
  }

  private static Arbitrary<Draw> drawsAround(Turn turn) {
    ZoneId zone = ZoneId.of(turn.zone());
    LocalDate day = LocalDate.parse(turn.day());
    Arbitrary<LocalDate> dates = Arbitraries.integers().between(-2, 3).map(day::plusDays);
    Arbitrary<Availability> availabilities =
        Combinators.combine(
                patterns(day).list().ofMinSize(1).ofMaxSize(8),
                departures(dates).list().ofMaxSize(4),
                rules())
            .as((patterns, departures, rules) ->
                new Availability(zone, patterns, departures, HolidayCalendar.NONE, rules));
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    Arbitrary<Instant> instants =
        Arbitraries.integers()
            .between(-800, 800)
            .map(grains -> noon.plus(GRAIN.multipliedBy(grains)));
    Arbitrary<List<Interval>> apart =
        busy(instants).list().ofMaxSize(12).map(FreeSlotsPropertyTest::apart);
    return Combinators.combine(
            availabilities, apart, busy(instants).list().ofMaxSize(6), instants, instants)
        .as((availability, physician, others, from, now) ->
            new Draw(
                availability,
                new Commitments(physician, others),
                new Interval(from, from.plus(Duration.ofDays(4))),
                now.minus(Duration.ofDays(1))));
  }

  private static Arbitrary<WeeklyPattern> patterns(LocalDate around) {
    return Combinators.combine(Arbitraries.integers().between(-2, 3), localHours())
        .as((shift, hours) -> new WeeklyPattern(dayOf(around, shift), hours, null, null));
  }

  private static DayOfWeek dayOf(LocalDate around, int shift) {
    return around.plusDays(shift).getDayOfWeek();
  }

  private static Arbitrary<LocalHours> localHours() {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 59);
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 287);
    return Combinators.combine(
            Arbitraries.oneOf(small, any), Arbitraries.integers().between(1, 144))
        .as((opens, length) -> {
          int closes = Math.min(288, opens + length);
          return new LocalHours(atGrain(opens), atGrain(closes % 288));
        });
  }

  private static LocalTime atGrain(int grains) {
    return LocalTime.MIDNIGHT.plus(GRAIN.multipliedBy(grains));
  }

  private static Arbitrary<Departure> departures(Arbitrary<LocalDate> dates) {
    return Arbitraries.oneOf(
        Combinators.combine(dates, Arbitraries.integers().between(0, 1))
            .as((first, days) -> new Departure.Away(first, first.plusDays(days))),
        Combinators.combine(dates, localHours()).as(Departure.Closed::new),
        Combinators.combine(dates, localHours()).as(Departure.Extra::new));
  }

  private static Arbitrary<SlotRules> rules() {
    Arbitrary<Duration> buffers = Arbitraries.integers().between(0, 3).map(GRAIN::multipliedBy);
    return Combinators.combine(
            Arbitraries.integers().between(1, 12).map(GRAIN::multipliedBy),
            buffers,
            buffers,
            Arbitraries.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1)),
            Arbitraries.integers().between(0, 3))
        .as(SlotRules::new);
  }

  private static Arbitrary<Interval> busy(Arbitrary<Instant> instants) {
    return Combinators.combine(instants, Arbitraries.integers().between(1, 24))
        .as((start, grains) -> Interval.starting(start, GRAIN.multipliedBy(grains)));
  }

  private static List<Interval> apart(List<Interval> drawn) {
    java.util.ArrayList<Interval> kept = new java.util.ArrayList<>();
    drawn.stream()
        .sorted(Comparator.comparing(Interval::start))
        .forEach(next -> {
          if (kept.isEmpty() || !kept.getLast().overlaps(next)) {
            kept.add(next);
          }
        });
    return kept;
  }
}
