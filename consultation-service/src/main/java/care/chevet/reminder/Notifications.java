package care.chevet.reminder;

import care.chevet.feed.Cursor;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What has been told to whom in the console. Nothing is told twice to one person. */
public interface Notifications {

  /** Tells those whom the event at that place of the feed concerns. */
  Mono<Void> tell(Cursor event, News.OfCare news);

  /** Tells of the clash that is at that place of the feed, if it still is one. */
  Mono<Void> tellOfClash(Cursor event);

  /** Tells that a hospital has booked, as that place of the feed says, if the booking stands. */
  Mono<Void> tellOfHospital(Cursor event);

  /** Newest first. */
  Flux<Notification> newest(UUID person, int most);

  /** Those told after a position, oldest first. */
  Flux<Notification> after(UUID person, long position);

  /** Of the last that she was told; zero if there is none. */
  Mono<Long> lastPosition(UUID person);

  Mono<Long> unread(UUID person);

  /** She has read it; the first time counts. Answers whether there is such a one of hers. */
  Mono<Boolean> read(UUID id, UUID person);

  Mono<Long> forgetOlderThan(Duration age);
}
