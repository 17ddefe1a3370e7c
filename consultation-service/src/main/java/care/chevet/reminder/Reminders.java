package care.chevet.reminder;

import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The messages about bookings: planned, on their way, or done with. */
public interface Reminders {

  /**
   * Plans what is to be said after a change, and drops what no longer is.
   *
   * @param mail whether mail can be sent; if not, each mail says so instead of being planned
   */
  Mono<Void> plan(UUID booking, News.Change change, boolean mail);

  /** Puts into the console what is due there. */
  Mono<Long> tellWhatIsDue();

  /** Takes mails that are due, for {@link ReminderLimits#CLAIM}; each counts an attempt. */
  Flux<DueMail> claimMails(int most);

  Mono<Void> sent(UUID id);

  Mono<Void> tryAgain(UUID id, Duration after, String error);

  Mono<Void> failed(UUID id, String error);

  /** All of a booking, by when they are due. */
  Flux<Reminder> of(UUID booking);

  Mono<Long> forgetOlderThan(Duration age);
}
