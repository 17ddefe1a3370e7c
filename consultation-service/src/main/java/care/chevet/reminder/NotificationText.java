package care.chevet.reminder;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;

/** A notification in words. */
public final class NotificationText {
  private NotificationText() {}

  public static String of(Notification told, Locale locale, ZoneId zone) {
    var sentences = Sentences.in(locale);
    var careHome = Objects.requireNonNullElse(told.careHome(), "");
    var physician =
        Objects.requireNonNullElseGet(told.physician(), () -> sentences.of("a-physician"));
    var detail = Objects.requireNonNullElse(told.detail(), "");
    var time = told.startsAt() == null ? "" : sentences.time(told.startsAt(), zone);
    var precise = told.kind().code() + "." + detail;
    return sentences.of(
        sentences.has(precise) ? precise : told.kind().code(), careHome, physician, detail, time);
  }
}
