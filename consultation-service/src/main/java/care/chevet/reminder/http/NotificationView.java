package care.chevet.reminder.http;

import care.chevet.access.Actor;
import care.chevet.reminder.Notification;
import care.chevet.reminder.NotificationText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification as its reader sees it: in her language, by her clock. */
record NotificationView(
    UUID id,
    String kind,
    Instant at,
    @Nullable UUID consultation,
    @Nullable UUID booking,
    @Nullable UUID expertise,
    String text,
    @Nullable Instant readAt) {

  static NotificationView of(Notification told, Actor reader) {
    return new NotificationView(
        told.id(),
        told.kind().code(),
        told.at(),
        told.consultation(),
        told.booking(),
        told.expertise(),
        NotificationText.of(told, reader.locale(), reader.zone()),
        told.readAt());
  }
}
