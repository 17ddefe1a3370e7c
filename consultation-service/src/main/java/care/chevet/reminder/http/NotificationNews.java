package care.chevet.reminder.http;

import care.chevet.access.Actor;
import care.chevet.feed.Nudges;
import care.chevet.live.PersonalNews;
import care.chevet.reminder.Notification;
import care.chevet.reminder.Notifications;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Sends a person's open pages what she is told, as she is told it. */
@Component
final class NotificationNews implements PersonalNews {
  private static final String NOTIFICATION = "notification";

  private final Notifications notifications;
  private final Nudges nudges;

  NotificationNews(Notifications notifications, Nudges nudges) {
    this.notifications = notifications;
    this.nudges = nudges;
  }

  @Override
  public String event() {
    return NOTIFICATION;
  }

  @Override
  public Flux<Object> to(Actor actor) {
    var ears = new HashSet<>(actor.careHomes());
    ears.add(actor.person());
    return Flux.merge(nudges.toAny(ears, NOTIFICATION), Flux.just(Nudges.Nudge.LOOK_ANYWAY))
        .transform(looks -> told(actor.person(), looks))
        .map(told -> NotificationView.of(told, actor));
  }

  /** The first look only finds out where the new ones begin. */
  private Flux<Notification> told(UUID person, Flux<Nudges.Nudge> looks) {
    return Flux.defer(() -> {
      var seen = new AtomicLong(-1);
      return looks
          .onBackpressureLatest()
          .concatMap(
              _ ->
                  seen.get() < 0
                      ? notifications
                          .lastPosition(person)
                          .doOnNext(seen::set)
                          .thenMany(Flux.<Notification>empty())
                      : notifications
                          .after(person, seen.get())
                          .doOnNext(told -> seen.set(told.position())),
              1);
    });
  }
}
