package care.chevet.signaling.connection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What one node shows another: its time, and an HMAC over that and the node it goes to. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares passes.
record NodePass(byte[] key) {
  static final String HEADER = "X-Chevet-Node";
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);

  String make(String to, long nowMillis) {
    return to + " " + nowMillis + " " + mac(to + " " + nowMillis);
  }

  /** Whether another node made this for us, just now. */
  boolean holds(String pass, String self, long nowMillis) {
    String[] parts = pass.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals(self) || !parts[1].matches("[0-9]{1,15}")) {
      return false;
    }
    byte[] expected = mac(parts[0] + " " + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8))
        && Math.abs(nowMillis - Long.parseLong(parts[1])) <= GOOD_FOR.toMillis();
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
