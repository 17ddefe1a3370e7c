package care.chevet.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals one file piece by piece. The file's key is derived from the care home's data key and the
 * file's id (HKDF, RFC 5869); every piece is bound to where it begins and to how long the whole is,
 * so that pieces can be neither swapped, nor dropped from the end, nor moved to another file.
 */
public final class FileSeal {
  private static final byte[] PURPOSE = "chevet attachment".getBytes(StandardCharsets.US_ASCII);
  private static final int THUMBNAIL = -1;

  private final SecretKey key;

  private FileSeal(SecretKey key) {
    this.key = key;
  }

  public static FileSeal of(DataKey dataKey, UUID file) {
    var salt =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(file.getMostSignificantBits())
            .putLong(file.getLeastSignificantBits())
            .array();
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(dataKey.secret())
              .addSalt(salt)
              .thenExpand(PURPOSE, AesGcm.KEY_BYTES);
      return new FileSeal(KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF is missing from this Java runtime", e);
    }
  }

  public byte[] seal(int startByte, int wholeBytes, byte[] plain) {
    return AesGcm.seal(key, bound(startByte, wholeBytes), plain);
  }

  /**
   * Opens a piece.
   *
   * @throws TamperedContent if this is not the piece of this file that begins there
   */
  public byte[] open(int startByte, int wholeBytes, byte[] sealed) {
    return AesGcm.open(key, bound(startByte, wholeBytes), sealed);
  }

  public byte[] sealThumbnail(byte[] plain) {
    return AesGcm.seal(key, bound(THUMBNAIL, 0), plain);
  }

  public byte[] openThumbnail(byte[] sealed) {
    return AesGcm.open(key, bound(THUMBNAIL, 0), sealed);
  }

  private static byte[] bound(int startByte, int wholeBytes) {
    return ByteBuffer.allocate(2 * Integer.BYTES).putInt(startByte).putInt(wholeBytes).array();
  }
}
