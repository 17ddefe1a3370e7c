package care.chevet.standalone.hospital;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BaseDateTimeType;

/** The span of time that a FHIR date means: {@code 2026-11} is a whole month. */
final class Moments {

  static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
  static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  private Moments() {}

  static Instant low(BaseDateTimeType date) {
    return local(date).toInstant();
  }

  static Instant high(BaseDateTimeType date) {
    ChronoUnit unit =
        switch (date.getPrecision()) {
          case TemporalPrecisionEnum precision when precision == TemporalPrecisionEnum.YEAR ->
              ChronoUnit.YEARS;
          case TemporalPrecisionEnum precision when precision == TemporalPrecisionEnum.MONTH ->
              ChronoUnit.MONTHS;
          case TemporalPrecisionEnum precision when precision == TemporalPrecisionEnum.DAY ->
              ChronoUnit.DAYS;
          case TemporalPrecisionEnum precision when precision == TemporalPrecisionEnum.MINUTE ->
              ChronoUnit.MINUTES;
          case TemporalPrecisionEnum precision when precision == TemporalPrecisionEnum.SECOND ->
              ChronoUnit.SECONDS;
          default -> ChronoUnit.MILLIS;
        };
    return local(date).plus(1, unit).toInstant();
  }

  private static ZonedDateTime local(BaseDateTimeType date) {
    TimeZone zone = date.getTimeZone();
    if (zone != null) {
      return date.getValue().toInstant().atZone(zone.toZoneId());
    }
    // A date without a zone was read in the machine's own; its digits are meant in UTC.
    ZonedDateTime read = date.getValue().toInstant().atZone(ZoneId.systemDefault());
    return read.withZoneSameLocal(ZoneOffset.UTC);
  }
}
