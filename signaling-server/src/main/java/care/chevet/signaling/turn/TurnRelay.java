package care.chevet.signaling.turn;

import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.IceServers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Minter of time-limited relay credentials: the user name is an expiry and a session, the password
 * its HMAC-SHA1 under the secret shared with the relay (draft-uberti-behave-turn-rest-00). Without
 * a relay it hands out no servers.
 */
public final class TurnRelay {
  private final List<String> urls;
  private final String secret;
  private final IcePolicy policy;
  private final Duration goodFor;
  private final InstantSource clock;

  /**
   * @param goodFor how long a credential opens new ways; one that is open outlives it
   */
  public TurnRelay(
      List<String> urls, String secret, IcePolicy policy, Duration goodFor, InstantSource clock) {
    this.urls = List.copyOf(urls);
    this.secret = secret;
    this.policy = policy;
    this.goodFor = goodFor;
    this.clock = clock;
  }

  public IcePolicy policy() {
    return policy;
  }

  public IceServers serversFor(String session) {
    if (urls.isEmpty()) {
      return new IceServers(List.of(), policy, goodFor.toSeconds());
    }
    String username = clock.instant().plus(goodFor).getEpochSecond() + ":" + session;
    return new IceServers(
        List.of(new IceServers.Server(urls, username, password(username))),
        policy,
        goodFor.toSeconds());
  }

  private String password(String username) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }
}
