package care.chevet.signaling.limit;

/**
 * A bucket that fills at a steady rate up to its size; each act takes one token. Not safe for use
 * by several threads.
 */
public final class TokenBucket {
  private final double perMilli;
  private final double size;
  private double tokens;
  private long filledAtMillis;

  /**
   * @param perSecond tokens that flow in
   * @param burst size of the bucket, which is full at first
   */
  public TokenBucket(double perSecond, int burst, long nowMillis) {
    this.perMilli = perSecond / 1000;
    this.size = burst;
    this.tokens = burst;
    this.filledAtMillis = nowMillis;
  }

  /** Takes a token if one is there. */
  public boolean take(long nowMillis) {
    fill(nowMillis);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** How long until a token will be there. */
  public long waitMillis(long nowMillis) {
    fill(nowMillis);
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perMilli);
  }

  /** Whether nobody took anything lately, so that a new bucket would be the same. */
  public boolean full(long nowMillis) {
    fill(nowMillis);
    return tokens >= size;
  }

  private void fill(long nowMillis) {
    if (nowMillis > filledAtMillis) {
      tokens = Math.min(size, tokens + (nowMillis - filledAtMillis) * perMilli);
      filledAtMillis = nowMillis;
    }
  }
}
