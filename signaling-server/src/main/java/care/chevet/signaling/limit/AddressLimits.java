package care.chevet.signaling.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One token bucket per address, an IPv6 address counting by its /64. Remembers a bounded number of
 * addresses and forgets the one that was quiet longest.
 */
public final class AddressLimits {
  private static final int ADDRESSES_MAX = 20_000;
  private static final int IPV6_PREFIX_BYTES = 8;

  private final double perSecond;
  private final int burst;
  private final LinkedHashMap<String, TokenBucket> buckets = new LinkedHashMap<>(256, 0.75f, true);

  public AddressLimits(double perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Takes one act of this address, if it may act now. */
  public synchronized boolean take(InetAddress address, long nowMillis) {
    TokenBucket bucket =
        buckets.computeIfAbsent(key(address), _ -> new TokenBucket(perSecond, burst, nowMillis));
    if (buckets.size() > ADDRESSES_MAX) {
      Map.Entry<String, TokenBucket> quietest = buckets.firstEntry();
      if (quietest != null) {
        buckets.remove(quietest.getKey());
      }
    }
    return bucket.take(nowMillis);
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(
            address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes);
  }
}
