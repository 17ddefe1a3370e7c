package care.chevet.signaling.ticket;

import care.chevet.signaling.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Maker and reader of re-entry claims: the server's own word that this person was let into this
 * room in this role. Written as base64url text, a dot, and its HMAC-SHA256.
 */
public final class ReentryClaims {
  static final Duration GOOD_FOR = Duration.ofHours(4);

  private final byte[] key;
  private final InstantSource clock;

  public ReentryClaims(byte[] key, InstantSource clock) {
    this.key = key.clone();
    this.clock = clock;
  }

  public String make(String room, String person, Role role) {
    long until = clock.instant().plus(GOOD_FOR).getEpochSecond();
    String text = base64(String.join("\n", room, person, role.wireName(), Long.toString(until)));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(text));
  }

  /** Whether the claim is ours, still good, and about this person, room and role. */
  public boolean holds(String claim, String room, String person, Role role) {
    int dot = claim.indexOf('.');
    if (dot < 0) {
      return false;
    }
    String text = claim.substring(0, dot);
    try {
      byte[] given = Base64.getUrlDecoder().decode(claim.substring(dot + 1));
      if (!MessageDigest.isEqual(given, mac(text))) {
        return false;
      }
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
      return parts.length == 4
          && parts[0].equals(room)
          && parts[1].equals(person)
          && parts[2].equals(role.wireName())
          && Long.parseLong(parts[3]) >= clock.instant().getEpochSecond();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
