package care.chevet.attachment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The one thing that is kept of Exif (2.32, section 4.6): how the camera was held. */
final class ExifOrientation {
  static final int UPRIGHT = 1;
  private static final int LAST = 8;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private ExifOrientation() {}

  /** Reads it from an APP1 segment's payload; empty if there is none, or if it is nonsense. */
  static OptionalInt read(byte[] bytes, int start, int end) {
    if (end - start < EXIF.length + 8
        || !Arrays.equals(bytes, start, start + EXIF.length, EXIF, 0, EXIF.length)) {
      return OptionalInt.empty();
    }
    var tiff = ByteBuffer.wrap(bytes, start + EXIF.length, end - start - EXIF.length).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    try {
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + i * ENTRY_BYTES;
        if ((tiff.getShort(entry) & 0xFFFF) == TAG && tiff.getShort(entry + 2) == SHORT) {
          int value = tiff.getShort(entry + 8) & 0xFFFF;
          return value >= UPRIGHT && value <= LAST ? OptionalInt.of(value) : OptionalInt.empty();
        }
      }
    } catch (IndexOutOfBoundsException _) {
      // A damaged Exif segment is dropped like any other; the image itself may be sound.
      return OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  /** An APP1 segment, marker included, that holds the orientation alone. */
  static byte[] segment(int orientation) {
    var tiff = ByteBuffer.allocate(8 + 2 + ENTRY_BYTES + 4);
    tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) TAG).putShort((short) SHORT).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putInt(0);
    var length = 2 + EXIF.length + tiff.capacity();
    return ByteBuffer.allocate(2 + length)
        .put((byte) 0xFF)
        .put((byte) 0xE1)
        .putShort((short) length)
        .put(EXIF)
        .put(tiff.array())
        .array();
  }
}
