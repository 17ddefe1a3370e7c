package care.chevet.scheduling;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random weeks and departures around the days on which clocks are put about. */
public final class DrawnAvailabilities {

  private static final Duration GRAIN = Duration.ofMinutes(5);

  private DrawnAvailabilities() {}

  /** A zone and a day on which its clock is put about, or not. */
  public record Turn(String zone, String day) {
    public LocalDate date() {
      return LocalDate.parse(day);
    }
  }

  public static Arbitrary<Turn> turns() {
    return Arbitraries.of(
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
  }

  /** Availabilities with hours on the days about the turn. */
  public static Arbitrary<Availability> around(Turn turn) {
    Arbitrary<ZoneId> zones =
        Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(turn.zone())),
                Tuple.of(1, Arbitraries.of("Europe/Paris", "Indian/Reunion", "America/Martinique")))
            .map(ZoneId::of);
    Arbitrary<LocalDate> dates = Arbitraries.integers().between(-2, 3).map(turn.date()::plusDays);
    return Combinators.combine(
            zones,
            patterns(turn.date()).list().ofMinSize(1).ofMaxSize(8),
            departures(dates).list().ofMaxSize(4),
            Arbitraries.of(HolidayCalendar.class),
            rules())
        .as(Availability::new);
  }

  /** What the wall clock on the physician's wall says, with none of the code under test. */
  public static boolean isOpen(Availability availability, Instant at) {
    LocalDateTime shown = LocalDateTime.ofInstant(at, availability.zone());
    boolean open =
        availability.patterns().stream()
            .anyMatch(pattern ->
                pattern.day() == shown.getDayOfWeek()
                    && (pattern.from() == null || !shown.toLocalDate().isBefore(pattern.from()))
                    && (pattern.until() == null || !shown.toLocalDate().isAfter(pattern.until()))
                    && pattern.hours().hold(shown.toLocalTime()));
    open &= !availability.holidays().closes(shown.toLocalDate());
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

  private static Arbitrary<WeeklyPattern> patterns(LocalDate around) {
    Arbitrary<LocalDate> first = Arbitraries.integers().between(-2, 1).map(around::plusDays);
    Arbitrary<LocalDate> last = Arbitraries.integers().between(1, 4).map(around::plusDays);
    return Combinators.combine(
            Arbitraries.integers().between(-2, 3),
            localHours(),
            first.injectNull(0.7),
            last.injectNull(0.7))
        .as((shift, hours, from, until) ->
            new WeeklyPattern(dayOf(around, shift), hours, from, until));
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
}
