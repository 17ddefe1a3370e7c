package care.chevet.scheduling.http;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What a wall clock shows, with its offset: it tells the two turns of a doubled hour apart. */
final class LocalTimes {

  private LocalTimes() {}

  static String of(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
