package care.chevet.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap the care homes' data keys. The first one wraps; the others only unwrap what
 * was wrapped before they were replaced.
 */
public final class MasterKeys {
  private static final int ID_HEXADECIMAL = 16;

  private final Map<String, SecretKey> byId;
  private final String current;

  private MasterKeys(Map<String, SecretKey> byId) {
    this.byId = byId;
    this.current = byId.keySet().iterator().next();
  }

  /** A data key as it lies in the database. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Wrapped(String masterKey, byte[] bytes) {}

  /**
   * Reads the lines of a file of master keys.
   *
   * @param lines one key of 32 bytes a line, in Base64, the current one first; empty lines and
   *     lines that begin with {@code #} are skipped
   * @throws IllegalArgumentException if that is not what they are; the message quotes no key
   */
  public static MasterKeys read(List<String> lines) {
    var keys = new LinkedHashMap<String, SecretKey>();
    for (var line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var bytes = decoded(line.strip());
      if (bytes.length != AesGcm.KEY_BYTES) {
        throw new IllegalArgumentException("a master key is 32 bytes in Base64");
      }
      keys.put(id(bytes), new SecretKeySpec(bytes, "AES"));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no master key in the file of master keys");
    }
    return new MasterKeys(keys);
  }

  private static byte[] decoded(String line) {
    try {
      return Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static String id(byte[] key) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(sha256).substring(0, ID_HEXADECIMAL);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Wrapped wrap(DataKey key) {
    var secret = key.secret().getEncoded();
    try {
      return new Wrapped(
          current, AesGcm.seal(master(current), bound(key.id(), key.careHome()), secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  public DataKey unwrap(UUID id, UUID careHome, Wrapped wrapped) {
    var secret = AesGcm.open(master(wrapped.masterKey()), bound(id, careHome), wrapped.bytes());
    return new DataKey(id, careHome, new SecretKeySpec(secret, "AES"));
  }

  private SecretKey master(String id) {
    var key = byId.get(id);
    if (key == null) {
      throw new IllegalStateException("the file of master keys lacks the key " + id);
    }
    return key;
  }

  /** Binds a wrapped key to its row: moved to another care home's, it does not open. */
  private static byte[] bound(UUID id, UUID careHome) {
    var purpose = "chevet data key".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(purpose.length + 4 * Long.BYTES)
        .put(purpose)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(careHome.getMostSignificantBits())
        .putLong(careHome.getLeastSignificantBits())
        .array();
  }
}
