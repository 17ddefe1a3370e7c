package care.chevet.signaling.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A script in Lua.
 *
 * @param name the SHA-1 of its source, by which Redis knows it
 */
record Script(String name, String source) {
  static Script of(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return new Script(HexFormat.of().formatHex(digest), source);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
