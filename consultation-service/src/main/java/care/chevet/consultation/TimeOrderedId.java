package care.chevet.consultation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** An identifier that sorts by its time of birth: UUID version 7 (RFC 9562, section 5.7). */
public final class TimeOrderedId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private TimeOrderedId() {}

  public static UUID at(Instant now) {
    var high = (now.toEpochMilli() << 16) | VERSION | RANDOM.nextInt(1 << 12);
    var low = VARIANT | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
