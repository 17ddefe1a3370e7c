package care.chevet.oncall;

import java.time.Duration;

/** How long things last on call, and how much is done at once. */
public final class OnCallLimits {

  /**
   * A physician is gone this long after her last heartbeat; pages send one three times as often.
   */
  public static final Duration PRESENT_FOR = Duration.ofSeconds(60);

  /** How long one physician is rung before the next is. */
  public static final Duration OFFER_STANDS = Duration.ofSeconds(45);

  /** The rest between two rounds, when everybody has been asked. */
  public static final Duration REST_IMMEDIATE = Duration.ofSeconds(20);

  public static final Duration REST_TODAY = Duration.ofMinutes(10);

  /** How long a physician who said yes is expected at that bedside, and not rung for another. */
  public static final Duration EXPECTED_AT_BEDSIDE = Duration.ofMinutes(15);

  /** The requests that one pass over the queue looks at. */
  public static final int REQUESTS_A_PASS_MAX = 200;

  /** Time alone ends offers and rests: the queue is looked at this often without any notice. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** The least time between two passes, however many notices come. */
  public static final Duration BREATH = Duration.ofMillis(200);

  public static final int REASON_CHARACTERS_MAX = 500;

  /**
   * How far back waits are estimated from, and from how many consultations at least and at most.
   */
  public static final Duration SAMPLE_WINDOW = Duration.ofDays(14);

  public static final int SAMPLE_MIN = 5;
  public static final int SAMPLE_MAX = 200;

  private OnCallLimits() {}
}
