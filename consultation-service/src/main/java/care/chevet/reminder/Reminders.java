package care.chevet.reminder;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The messages about bookings. Nothing is written before its time: what is to be said later is
 * known by the rule until it falls due.
 */
public interface Reminders {

  /** What was done to a booking. */
  record ChangedBooking(UUID booking, News.Change change) {}

  /**
   * Tells of changes in the console, writes the mails about them, and calls off those on their way
   * that say what no longer is.
   *
   * @param mail whether mail can be sent; if not, none is written
   */
  Mono<Void> tell(List<ChangedBooking> changes, boolean mail);

  /**
   * Reminds of what is near enough by now and has not been reminded of, and gives up the mails of
   * what has begun. Answers how many bookings people were reminded of.
   */
  Mono<Long> remind(boolean mail);

  /** Takes mails that are due, for {@link ReminderLimits#CLAIM}; each counts an attempt. */
  Flux<DueMail> claimMails(int most);

  Mono<Void> sent(UUID id);

  Mono<Void> tryAgain(UUID id, Duration after, String error);

  Mono<Void> failed(UUID id, String error);

  /**
   * All of a booking, by when they are due: what was said, what is being said, and what the rule
   * says is to come.
   */
  Flux<Reminder> of(UUID booking, boolean mail);

  Mono<Long> forgetOlderThan(Duration age);
}
