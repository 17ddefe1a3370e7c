package care.chevet.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FreeSlotsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final SlotRules TWENTY_MINUTES = rules(20, 0, 0);

  @Test
  void anOpenHourIsCutIntoSlotsOfTheRulesLength() {
    Availability availability = weekly(PARIS, DayOfWeek.MONDAY, "09:00", "10:10", TWENTY_MINUTES);

    assertThat(starts(availability, LocalDate.of(2026, 11, 23)))
        .containsExactly(
            Instant.parse("2026-11-23T08:00:00Z"),
            Instant.parse("2026-11-23T08:20:00Z"),
            Instant.parse("2026-11-23T08:40:00Z"));
  }

  @Test
  void buffersSetTheSlotsApart() {
    Availability availability = weekly(PARIS, DayOfWeek.MONDAY, "09:00", "10:00", rules(20, 5, 5));

    assertThat(starts(availability, LocalDate.of(2026, 11, 23)))
        .containsExactly(
            Instant.parse("2026-11-23T08:00:00Z"), Instant.parse("2026-11-23T08:30:00Z"));
  }

  @Test
  void theMissingHourOffersNothing() {
    Availability availability = weekly(PARIS, DayOfWeek.SUNDAY, "01:40", "03:20", TWENTY_MINUTES);

    assertThat(starts(availability, LocalDate.of(2026, 3, 29)))
        .containsExactly(
            Instant.parse("2026-03-29T00:40:00Z"), Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void hoursWhollyInsideTheMissingHourOfferNothing() {
    Availability availability = weekly(PARIS, DayOfWeek.SUNDAY, "02:00", "03:00", TWENTY_MINUTES);

    assertThat(starts(availability, LocalDate.of(2026, 3, 29))).isEmpty();
  }

  @Test
  void theDoubledHourIsOfferedTwice() {
    Availability availability = weekly(PARIS, DayOfWeek.SUNDAY, "02:00", "02:20", TWENTY_MINUTES);

    assertThat(starts(availability, LocalDate.of(2026, 10, 25)))
        .containsExactly(
            Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-25T01:00:00Z"));
  }

  @Test
  void aDayThatAZoneSkippedOffersNothing() {
    Availability availability =
        weekly(ZoneId.of("Pacific/Apia"), DayOfWeek.FRIDAY, "00:00", "00:00", TWENTY_MINUTES);

    assertThat(
            FreeSlots.of(
                availability,
                Commitments.NONE,
                new Interval(
                    Instant.parse("2011-12-28T00:00:00Z"), Instant.parse("2012-01-04T00:00:00Z")),
                LONG_AGO,
                Integer.MAX_VALUE))
        .isEmpty();
  }

  @Test
  void aPublicHolidayClosesTheDayAndExtraHoursOpenItAgain() {
    LocalDate bastille = LocalDate.of(2026, 7, 14);
    Availability closed =
        new Availability(
            PARIS,
            List.of(pattern(DayOfWeek.TUESDAY, "09:00", "10:00")),
            List.of(),
            HolidayCalendar.FRANCE,
            TWENTY_MINUTES);
    Availability reopened =
        new Availability(
            PARIS,
            closed.patterns(),
            List.of(new Departure.Extra(bastille, hours("14:00", "14:20"))),
            HolidayCalendar.FRANCE,
            TWENTY_MINUTES);

    assertThat(starts(closed, bastille)).isEmpty();
    assertThat(starts(reopened, bastille)).containsExactly(Instant.parse("2026-07-14T12:00:00Z"));
  }

  @Test
  void closedHoursAndAbsencesAreTakenOut() {
    LocalDate monday = LocalDate.of(2026, 11, 23);
    List<WeeklyPattern> week = List.of(pattern(DayOfWeek.MONDAY, "09:00", "11:00"));
    Availability meeting =
        new Availability(
            PARIS,
            week,
            List.of(new Departure.Closed(monday, hours("09:20", "10:40"))),
            HolidayCalendar.NONE,
            TWENTY_MINUTES);
    Availability away =
        new Availability(
            PARIS,
            week,
            List.of(new Departure.Away(monday.minusDays(3), monday)),
            HolidayCalendar.NONE,
            TWENTY_MINUTES);

    assertThat(starts(meeting, monday))
        .containsExactly(
            Instant.parse("2026-11-23T08:00:00Z"), Instant.parse("2026-11-23T09:40:00Z"));
    assertThat(starts(away, monday)).isEmpty();
    assertThat(starts(away, monday.plusWeeks(1))).hasSize(6);
  }

  @Test
  void leadTimeKeepsTheNextHoursOut() {
    SlotRules rules =
        new SlotRules(
            Duration.ofMinutes(20), Duration.ZERO, Duration.ZERO, Duration.ofMinutes(45), 0);
    Availability availability = weekly(PARIS, DayOfWeek.MONDAY, "09:00", "10:00", rules);

    assertThat(
            FreeSlots.of(
                availability,
                Commitments.NONE,
                wholeDay(LocalDate.of(2026, 11, 23)),
                Instant.parse("2026-11-23T07:50:00Z"),
                10))
        .extracting(Interval::start)
        .containsExactly(Instant.parse("2026-11-23T08:40:00Z"));
  }

  @Test
  void aDayAtItsCapOffersNothingMore() {
    SlotRules rules =
        new SlotRules(Duration.ofMinutes(20), Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);
    Availability availability = weekly(PARIS, DayOfWeek.MONDAY, "09:00", "10:00", rules);
    Interval booked =
        Interval.starting(Instant.parse("2026-11-23T08:00:00Z"), Duration.ofMinutes(20));

    assertThat(
            FreeSlots.of(
                availability,
                new Commitments(List.of(booked), List.of()),
                wholeDay(LocalDate.of(2026, 11, 23)),
                LONG_AGO,
                10))
        .isEmpty();
  }

  @Test
  void whatOccupiesTheResidentIsNotOffered() {
    Availability availability = weekly(PARIS, DayOfWeek.MONDAY, "09:00", "10:00", TWENTY_MINUTES);
    Interval physiotherapy =
        Interval.starting(Instant.parse("2026-11-23T08:10:00Z"), Duration.ofMinutes(20));

    assertThat(
            FreeSlots.of(
                availability,
                new Commitments(List.of(), List.of(physiotherapy)),
                wholeDay(LocalDate.of(2026, 11, 23)),
                LONG_AGO,
                10))
        .extracting(Interval::start)
        .containsExactly(Instant.parse("2026-11-23T08:40:00Z"));
  }

  @Test
  void easterAndItsHolidaysFallWhereTheCalendarSays() {
    assertThat(
            Arrays.stream(new int[] {2024, 2025, 2026, 2027, 2038})
                .mapToObj(HolidayCalendar::easter))
        .containsExactly(
            LocalDate.of(2024, 3, 31),
            LocalDate.of(2025, 4, 20),
            LocalDate.of(2026, 4, 5),
            LocalDate.of(2027, 3, 28),
            LocalDate.of(2038, 4, 25));
    assertThat(HolidayCalendar.FRANCE.closes(LocalDate.of(2026, 5, 14))).isTrue();
    assertThat(HolidayCalendar.FRANCE.closes(LocalDate.of(2026, 4, 3))).isFalse();
    assertThat(HolidayCalendar.ALSACE_MOSELLE.closes(LocalDate.of(2026, 4, 3))).isTrue();
    assertThat(HolidayCalendar.REUNION.closes(LocalDate.of(2026, 12, 20))).isTrue();
    assertThat(HolidayCalendar.FRANCE.closes(LocalDate.of(2026, 12, 20))).isFalse();
  }

  @Test
  void eachDepartmentOverseasKeepsItsDayOfAbolitionAndTheHolidaysOfFrance() {
    var abolition =
        Map.of(
            "fr-guadeloupe", LocalDate.of(2026, 5, 27),
            "fr-guyane", LocalDate.of(2026, 6, 10),
            "fr-martinique", LocalDate.of(2026, 5, 22),
            "fr-mayotte", LocalDate.of(2026, 4, 27),
            "fr-reunion", LocalDate.of(2026, 12, 20));
    abolition.forEach((code, day) -> {
      var calendar = HolidayCalendar.of(code);
      assertThat(calendar.closes(day)).as(code).isTrue();
      assertThat(calendar.closes(LocalDate.of(2026, 7, 14))).as(code).isTrue();
      assertThat(abolition.values()).filteredOn(calendar::closes).containsExactly(day);
    });
  }

  private static List<Instant> starts(Availability availability, LocalDate day) {
    return FreeSlots.of(availability, Commitments.NONE, wholeDay(day), LONG_AGO, 100).stream()
        .map(Interval::start)
        .toList();
  }

  private static Interval wholeDay(LocalDate day) {
    return new Interval(
        day.atStartOfDay(PARIS).toInstant(), day.plusDays(1).atStartOfDay(PARIS).toInstant());
  }

  private static Availability weekly(
      ZoneId zone, DayOfWeek day, String opens, String closes, SlotRules rules) {
    return new Availability(
        zone, List.of(pattern(day, opens, closes)), List.of(), HolidayCalendar.NONE, rules);
  }

  private static WeeklyPattern pattern(DayOfWeek day, String opens, String closes) {
    return new WeeklyPattern(day, hours(opens, closes), null, null);
  }

  private static LocalHours hours(String opens, String closes) {
    return new LocalHours(LocalTime.parse(opens), LocalTime.parse(closes));
  }

  private static SlotRules rules(long length, long before, long after) {
    return new SlotRules(
        Duration.ofMinutes(length),
        Duration.ofMinutes(before),
        Duration.ofMinutes(after),
        Duration.ZERO,
        0);
  }
}
