package care.chevet.scheduling;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An availability as it is written down: the JSON of the API and of the database, times of day as
 * {@code HH:MM}, days of the week in lower-case English.
 *
 * @param slotMinutes length of a consultation
 * @param leadMinutes between a booking and the earliest start it may ask for
 * @param dailyCap consultations on one local day at most; 0 stands for no cap
 * @param holidays code of the calendar of public holidays that is kept
 */
public record AvailabilityDocument(
    int slotMinutes,
    int bufferBeforeMinutes,
    int bufferAfterMinutes,
    int leadMinutes,
    int dailyCap,
    String holidays,
    List<Week> patterns,
    List<Change> departures) {

  static final int ENTRIES_MAX = 400;

  /** Hours of one day of every week. */
  public record Week(
      String day,
      LocalTime opens,
      LocalTime closes,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {}

  /**
   * What differs from an ordinary week.
   *
   * @param kind away, which has a first and a last day; closed or extra, which have a date and
   *     hours
   */
  public record Change(
      String kind,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      @Nullable LocalDate date,
      @Nullable LocalTime opens,
      @Nullable LocalTime closes) {}

  /**
   * The availability this stands for.
   *
   * @throws IllegalArgumentException naming what is missing or contradicts itself
   */
  public Availability in(ZoneId zone) {
    List<Week> weeks = Objects.requireNonNullElse(patterns, List.of());
    List<Change> changes = Objects.requireNonNullElse(departures, List.of());
    if (weeks.size() + changes.size() > ENTRIES_MAX) {
      throw new IllegalArgumentException("at most " + ENTRIES_MAX + " patterns and departures");
    }
    return new Availability(
        zone,
        weeks.stream().map(AvailabilityDocument::pattern).toList(),
        changes.stream().map(AvailabilityDocument::departure).toList(),
        HolidayCalendar.of(holidays),
        new SlotRules(
            Duration.ofMinutes(slotMinutes),
            Duration.ofMinutes(bufferBeforeMinutes),
            Duration.ofMinutes(bufferAfterMinutes),
            Duration.ofMinutes(leadMinutes),
            dailyCap));
  }

  private static WeeklyPattern pattern(Week week) {
    return new WeeklyPattern(
        day(given("day", week.day)), hours(week.opens, week.closes), week.from, week.until);
  }

  private static DayOfWeek day(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
        return day;
      }
    }
    throw new IllegalArgumentException("no such day of the week");
  }

  private static Departure departure(Change change) {
    return switch (given("kind", change.kind)) {
      case "away" -> new Departure.Away(given("first", change.first), given("last", change.last));
      case "closed" ->
          new Departure.Closed(given("date", change.date), hours(change.opens, change.closes));
      case "extra" ->
          new Departure.Extra(given("date", change.date), hours(change.opens, change.closes));
      default -> throw new IllegalArgumentException("no such kind of departure");
    };
  }

  private static LocalHours hours(@Nullable LocalTime opens, @Nullable LocalTime closes) {
    return new LocalHours(given("opens", opens), given("closes", closes));
  }

  private static <T> T given(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
