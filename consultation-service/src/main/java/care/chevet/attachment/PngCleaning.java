package care.chevet.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Copies a PNG (third edition, section 5) chunk by chunk and leaves out those that do not make the
 * image: texts, Exif, times, animation, unknown ones, and whatever follows its end.
 */
final class PngCleaning {
  private static final int SIGNATURE_BYTES = 8;
  private static final int FRAME_BYTES = 12;
  private static final Set<String> KEPT =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
          "pHYs");

  private PngCleaning() {}

  static CleanPicture clean(byte[] bytes) {
    var from = ByteBuffer.wrap(bytes);
    var to = new ByteArrayOutputStream(bytes.length);
    to.write(bytes, 0, SIGNATURE_BYTES);
    int at = SIGNATURE_BYTES;
    var type = "";
    var size = new PictureSize(1, 1);
    while (!type.equals("IEND")) {
      int length = from.getInt(at);
      if (length < 0 || length > bytes.length - at - FRAME_BYTES) {
        throw new UnreadablePicture("cut short");
      }
      type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      checkSum(bytes, at, length, from.getInt(at + 8 + length));
      if (at == SIGNATURE_BYTES) {
        size = header(from, type, length);
      }
      if (KEPT.contains(type)) {
        to.write(bytes, at, FRAME_BYTES + length);
      }
      at += FRAME_BYTES + length;
    }
    return new CleanPicture(to.toByteArray(), size, ExifOrientation.UPRIGHT, true);
  }

  private static PictureSize header(ByteBuffer from, String type, int length) {
    if (!type.equals("IHDR") || length != 13) {
      throw new UnreadablePicture("does not begin with its header");
    }
    return new PictureSize(from.getInt(SIGNATURE_BYTES + 8), from.getInt(SIGNATURE_BYTES + 12));
  }

  private static void checkSum(byte[] bytes, int at, int length, int expected) {
    var crc = new CRC32();
    crc.update(bytes, at + 4, 4 + length);
    if ((int) crc.getValue() != expected) {
      throw new UnreadablePicture("a chunk's check sum is wrong");
    }
  }
}
