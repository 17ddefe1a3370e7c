package care.chevet.reminder;

import care.chevet.access.Actor;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A person looks at what she was told, and says what she has read. */
public final class ReadingNotifications {

  /** The newest, and how many in all she has not read. */
  public record Told(List<Notification> newest, long unread) {}

  private final Notifications notifications;
  private final Transactions transactions;

  public ReadingNotifications(Notifications notifications, Transactions transactions) {
    this.notifications = notifications;
    this.transactions = transactions;
  }

  public Mono<Told> list(Actor actor) {
    return notifications
        .newest(actor.person(), ReminderLimits.NOTIFICATIONS_LISTED_MAX)
        .collectList()
        .zipWith(notifications.unread(actor.person()), Told::new);
  }

  public Mono<Outcome<UUID>> read(Actor actor, UUID id) {
    return transactions.unlessRefused(
        notifications
            .read(id, actor.person())
            .map(found ->
                found
                    ? Outcome.done(id)
                    : Outcome.refused(Refusal.notFound("notification_not_found"))));
  }
}
