package care.chevet.reminder;

import java.time.Duration;
import java.util.List;

/** When people are reminded, and how long and how often a mail is tried. */
public final class ReminderLimits {

  /** How long before the start people are reminded. */
  public static final List<Duration> LEADS = List.of(Duration.ofDays(1), Duration.ofMinutes(30));

  public static final int ATTEMPTS_MAX = 8;
  public static final Duration RETRY_FIRST = Duration.ofSeconds(30);
  public static final Duration RETRY_LONGEST = Duration.ofHours(1);

  /**
   * A replica that dies over a mail leaves it to the others after this; no attempt takes longer.
   */
  public static final Duration CLAIM = Duration.ofMinutes(2);

  /** For each of connecting, writing and waiting for an answer. */
  public static final Duration SMTP_PATIENCE = Duration.ofSeconds(15);

  public static final int MAILS_AT_ONCE_MAX = 4;

  /** Events that are told together, in one transaction. */
  public static final int EVENTS_A_PAGE_MAX = 500;

  /** Time alone makes messages due: they are looked for this often without any notice. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  public static final Duration BREATH = Duration.ofMillis(100);

  public static final int NOTIFICATIONS_LISTED_MAX = 100;

  /** How long notifications and messages about bookings are kept. */
  public static final Duration KEPT = Duration.ofDays(180);

  private ReminderLimits() {}

  /** How long to wait after a number of attempts: twice as long each time, up to the longest. */
  static Duration retryAfter(int attempts) {
    var doublings = Math.clamp(attempts - 1L, 0, Integer.SIZE - 2);
    var pause = RETRY_FIRST.multipliedBy(1L << doublings);
    return pause.compareTo(RETRY_LONGEST) < 0 ? pause : RETRY_LONGEST;
  }
}
