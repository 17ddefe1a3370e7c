package care.chevet.reminder.http;

import care.chevet.access.Actor;
import care.chevet.feed.Nudges;
import care.chevet.live.PersonalNews;
import care.chevet.reminder.Notification;
import care.chevet.reminder.Notifications;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
  public Mono<Flux<Object>> begin(Actor actor) {
    return notifications
        .lastPosition(actor.person())
        .map(last ->
            told(actor, new AtomicLong(last)).map(told -> NotificationView.of(told, actor)));
  }

  private Flux<Notification> told(Actor actor, AtomicLong seen) {
    var ears = new HashSet<>(actor.careHomes());
    ears.add(actor.person());
    return Flux.merge(nudges.toAny(ears, NOTIFICATION), Flux.just(Nudges.Nudge.LOOK_ANYWAY))
        .onBackpressureLatest()
        .concatMap(_ -> notifications.after(actor.person(), seen.get()), 1)
        .doOnNext(told -> seen.set(told.position()));
  }
}
