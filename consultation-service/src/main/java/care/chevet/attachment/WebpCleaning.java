package care.chevet.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a WebP (RFC 9649) chunk by chunk and leaves out Exif, XMP, unknown chunks and whatever
 * follows its end. The JDK decodes no WebP, so it gets no thumbnail.
 */
final class WebpCleaning {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int EXIF_AND_XMP_FLAGS = 0b0000_1100;
  private static final Set<String> KEPT =
      Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

  private WebpCleaning() {}

  static CleanPicture clean(byte[] bytes) {
    var from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = from.getInt(4) + CHUNK_HEADER_BYTES;
    if (end < RIFF_HEADER_BYTES || end > bytes.length) {
      throw new UnreadablePicture("cut short");
    }
    var to = new ByteArrayOutputStream(bytes.length);
    to.write(bytes, 0, RIFF_HEADER_BYTES);
    @Nullable PictureSize size = null;
    int at = RIFF_HEADER_BYTES;
    while (at < end) {
      int length = from.getInt(at + 4);
      int padded = length + (length & 1);
      int room = end - at - CHUNK_HEADER_BYTES;
      if (length < 0 || length > room || padded > room) {
        throw new UnreadablePicture("cut short");
      }
      var type = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
      if (size == null) {
        size = size(type, from, at + CHUNK_HEADER_BYTES);
      }
      if (KEPT.contains(type)) {
        copy(bytes, at, CHUNK_HEADER_BYTES + padded, type, to);
      }
      at += CHUNK_HEADER_BYTES + padded;
    }
    if (size == null) {
      throw new UnreadablePicture("has no image in it");
    }
    var kept = to.toByteArray();
    ByteBuffer.wrap(kept)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, kept.length - CHUNK_HEADER_BYTES);
    return new CleanPicture(kept, size, ExifOrientation.UPRIGHT, false);
  }

  private static void copy(
      byte[] bytes, int at, int length, String type, ByteArrayOutputStream to) {
    var chunk = java.util.Arrays.copyOfRange(bytes, at, at + length);
    if (type.equals("VP8X")) {
      chunk[CHUNK_HEADER_BYTES] &= (byte) ~EXIF_AND_XMP_FLAGS;
    }
    to.writeBytes(chunk);
  }

  private static PictureSize size(String type, ByteBuffer from, int at) {
    return switch (type) {
      case "VP8X" -> new PictureSize(1 + uint24(from, at + 4), 1 + uint24(from, at + 7));
      case "VP8L" -> {
        int bits = from.getInt(at + 1);
        yield new PictureSize(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
      }
      case "VP8 " ->
          new PictureSize(from.getShort(at + 6) & 0x3FFF, from.getShort(at + 8) & 0x3FFF);
      default -> throw new UnreadablePicture("does not begin with its header");
    };
  }

  private static int uint24(ByteBuffer from, int at) {
    return (from.get(at) & 0xFF)
        | ((from.get(at + 1) & 0xFF) << 8)
        | ((from.get(at + 2) & 0xFF) << 16);
  }
}
