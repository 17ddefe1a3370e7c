package care.chevet.scheduling;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/**
 * The public holidays a physician keeps. France's eleven come from article L3133-1 of its labour
 * code; Alsace and Moselle add two (L3134-13), each department overseas the day on which slavery
 * was abolished there (L3422-2).
 */
public enum HolidayCalendar {
  NONE("none"),
  FRANCE("fr"),
  ALSACE_MOSELLE("fr-alsace-moselle"),
  GUADELOUPE("fr-guadeloupe"),
  GUYANE("fr-guyane"),
  MARTINIQUE("fr-martinique"),
  MAYOTTE("fr-mayotte"),
  REUNION("fr-reunion");

  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.MAY, 1),
          MonthDay.of(Month.MAY, 8),
          MonthDay.of(Month.JULY, 14),
          MonthDay.of(Month.AUGUST, 15),
          MonthDay.of(Month.NOVEMBER, 1),
          MonthDay.of(Month.NOVEMBER, 11),
          MonthDay.of(Month.DECEMBER, 25));
  private static final MonthDay SAINT_STEPHEN = MonthDay.of(Month.DECEMBER, 26);
  private static final MonthDay ABOLITION_IN_MAYOTTE = MonthDay.of(Month.APRIL, 27);
  private static final MonthDay ABOLITION_IN_MARTINIQUE = MonthDay.of(Month.MAY, 22);
  private static final MonthDay ABOLITION_IN_GUADELOUPE = MonthDay.of(Month.MAY, 27);
  private static final MonthDay ABOLITION_IN_GUYANE = MonthDay.of(Month.JUNE, 10);
  private static final MonthDay ABOLITION_IN_REUNION = MonthDay.of(Month.DECEMBER, 20);

  private static final int GOOD_FRIDAY = -2;

  /** Easter Monday, Ascension and Whit Monday, in days from Easter Sunday. */
  private static final Set<Integer> MOVABLE = Set.of(1, 39, 50);

  private final String code;

  HolidayCalendar(String code) {
    this.code = code;
  }

  /** Its name on the wire and in the database. */
  public String code() {
    return code;
  }

  static HolidayCalendar of(String code) {
    for (HolidayCalendar calendar : values()) {
      if (calendar.code.equals(code)) {
        return calendar;
      }
    }
    throw new IllegalArgumentException("no such calendar of holidays");
  }

  boolean closes(LocalDate date) {
    return switch (this) {
      case NONE -> false;
      case FRANCE -> closesFrance(date);
      case ALSACE_MOSELLE ->
          closesFrance(date)
              || SAINT_STEPHEN.equals(MonthDay.from(date))
              || daysFromEaster(date) == GOOD_FRIDAY;
      case GUADELOUPE -> closesOverseas(date, ABOLITION_IN_GUADELOUPE);
      case GUYANE -> closesOverseas(date, ABOLITION_IN_GUYANE);
      case MARTINIQUE -> closesOverseas(date, ABOLITION_IN_MARTINIQUE);
      case MAYOTTE -> closesOverseas(date, ABOLITION_IN_MAYOTTE);
      case REUNION -> closesOverseas(date, ABOLITION_IN_REUNION);
    };
  }

  private static boolean closesOverseas(LocalDate date, MonthDay abolition) {
    return closesFrance(date) || abolition.equals(MonthDay.from(date));
  }

  private static boolean closesFrance(LocalDate date) {
    return FIXED.contains(MonthDay.from(date)) || MOVABLE.contains(daysFromEaster(date));
  }

  private static int daysFromEaster(LocalDate date) {
    return (int) (date.toEpochDay() - easter(date.getYear()).toEpochDay());
  }

  /** Easter Sunday of the Gregorian calendar, by the anonymous algorithm that Meeus reports. */
  static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int moon = century - (century + 8) / 25 + 1;
    int epact = (19 * golden + century - century / 4 - moon / 3 + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}
