package care.chevet.reminder;

import care.chevet.feed.Cursor;
import care.chevet.feed.FeedEvents;
import care.chevet.feed.FeedEvents.Mark;
import care.chevet.idempotency.Transactions;
import care.chevet.reminder.Reminders.ChangedBooking;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns the events of the feed into what people are told, each event once: what is told is
 * committed with the place in the feed, and of several replicas one moves on.
 */
public final class FollowingFeed {
  private final FeedEvents events;
  private final ReadingPlace place;
  private final Reminders reminders;
  private final Notifications notifications;
  private final Post post;
  private final Transactions transactions;

  public FollowingFeed(
      FeedEvents events,
      ReadingPlace place,
      Reminders reminders,
      Notifications notifications,
      Post post,
      Transactions transactions) {
    this.events = events;
    this.place = place;
    this.reminders = reminders;
    this.notifications = notifications;
    this.post = post;
    this.transactions = transactions;
  }

  /** Reads to the end of the feed, then reminds of what is near. */
  public Mono<Long> pass() {
    return place
        .now()
        .flatMap(this::readFrom)
        .then(Mono.defer(() -> reminders.remind(post.open())));
  }

  private Mono<Void> readFrom(Cursor from) {
    return events
        .marksAfter(from, ReminderLimits.EVENTS_A_PAGE_MAX)
        .flatMap(page ->
            page.items().isEmpty()
                ? Mono.empty()
                : transactions.inOne(take(from, page)).then(Mono.defer(() -> goOn(page))));
  }

  private Mono<Void> goOn(FeedEvents.Page<Mark> page) {
    return page.items().size() < ReminderLimits.EVENTS_A_PAGE_MAX
        ? Mono.empty()
        : Mono.defer(() -> readFrom(page.next()));
  }

  private Mono<Void> take(Cursor from, FeedEvents.Page<Mark> page) {
    return place
        .move(from, page.next())
        .filter(moved -> moved)
        .flatMap(_ -> tellOfBookings(page.items()).then(tellOfCare(page.items())));
  }

  /** In one statement for all of a page: bookings come in storms. */
  private Mono<Void> tellOfBookings(List<Mark> marks) {
    var changes = new ArrayList<ChangedBooking>();
    for (var mark : marks) {
      if (News.of(mark.type()).orElse(null) instanceof News.OfBooking(var change)) {
        changes.add(new ChangedBooking(mark.subject().id(), change));
      }
    }
    return changes.isEmpty() ? Mono.empty() : reminders.tell(changes, post.open());
  }

  private Mono<Void> tellOfCare(List<Mark> marks) {
    return Flux.fromIterable(marks).concatMap(this::tellOfCare).then();
  }

  private Mono<Void> tellOfCare(Mark mark) {
    return switch (News.of(mark.type()).orElse(null)) {
      case News.OfCare care -> notifications.tell(mark.cursor(), care);
      case News.OfClash _ -> notifications.tellOfClash(mark.cursor());
      case News.OfHospital _ -> notifications.tellOfHospital(mark.cursor());
      case News.OfBooking _ -> Mono.empty();
      case null -> Mono.empty();
    };
  }
}
