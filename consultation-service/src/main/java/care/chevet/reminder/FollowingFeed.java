package care.chevet.reminder;

import care.chevet.feed.Cursor;
import care.chevet.feed.FeedEvents;
import care.chevet.feed.FeedEvents.Mark;
import care.chevet.idempotency.Transactions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns the events of the feed into what people are told, each event once: what is planned and told
 * is committed with the place in the feed, and of several replicas one moves on.
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

  /** Reads to the end of the feed, at a bounded pace, then tells what is due. */
  public Mono<Long> pass() {
    return place.now().flatMap(this::readFrom).then(Mono.defer(reminders::tellWhatIsDue));
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
        : Mono.delay(ReminderLimits.PAGE_PAUSE).then(Mono.defer(() -> readFrom(page.next())));
  }

  private Mono<Void> take(Cursor from, FeedEvents.Page<Mark> page) {
    return place
        .move(from, page.next())
        .filter(moved -> moved)
        .flatMapMany(_ -> Flux.fromIterable(page.items()))
        .concatMap(this::tell)
        .then();
  }

  private Mono<Void> tell(Mark mark) {
    return Mono.justOrEmpty(News.of(mark.type()))
        .flatMap(news ->
            switch (news) {
              case News.OfBooking(var change) ->
                  reminders.plan(mark.subject().id(), change, post.open());
              case News.OfCare care -> notifications.tell(mark.cursor(), care);
            });
  }
}
