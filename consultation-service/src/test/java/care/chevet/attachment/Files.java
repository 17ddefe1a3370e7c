package care.chevet.attachment;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files as nurses send them, and as nobody should. */
final class Files {
  /** What a camera writes of where it was; nowhere in a kept picture. */
  static final String POSITION = "46.7711N-1.5833E";

  private Files() {}

  /** A photograph of that size, upright: its upper half red, its lower half blue. */
  static byte[] jpeg(int width, int height) {
    return picture(width, height, "jpeg");
  }

  static byte[] png(int width, int height) {
    return picture(width, height, "png");
  }

  private static byte[] picture(int width, int height, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width, height / 2);
    pen.setColor(Color.BLUE);
    pen.fillRect(0, height / 2, width, height - height / 2);
    pen.dispose();
    try {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The photograph as a telephone writes it: Exif with orientation and position, XMP, a comment.
   */
  static byte[] asFromTelephone(byte[] jpeg, int orientation) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(ExifOrientation.segment(orientation));
    out.writeBytes(segment(0xE1, "http://ns.adobe.com/xap/1.0/\0" + POSITION));
    out.writeBytes(segment(0xED, "Photoshop 3.0\0" + POSITION));
    out.writeBytes(segment(0xFE, POSITION));
    out.write(jpeg, 2, jpeg.length - 2);
    out.writeBytes(("trailing film " + POSITION).getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static byte[] segment(int marker, String payload) {
    var bytes = payload.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(4 + bytes.length)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (2 + bytes.length))
        .put(bytes)
        .array();
  }

  /** A PNG with a text chunk that holds the position. */
  static byte[] pngWithText(int width, int height) {
    var png = png(width, height);
    var text = chunk("tEXt", ("Location\0" + POSITION).getBytes(StandardCharsets.US_ASCII));
    var afterHeader = 8 + 25;
    return ByteBuffer.allocate(png.length + text.length)
        .put(png, 0, afterHeader)
        .put(text)
        .put(png, afterHeader, png.length - afterHeader)
        .array();
  }

  /** A few hundred bytes that say they are a picture of that many pixels. */
  static byte[] bomb(int width, int height) {
    var header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    return ByteBuffer.allocate(8 + 25 + 12 + 64 + 12)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .put(chunk("IHDR", header))
        .put(chunk("IDAT", new byte[64]))
        .put(chunk("IEND", new byte[0]))
        .array();
  }

  private static byte[] chunk(String type, byte[] data) {
    var crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A WebP of one made-up frame, with Exif. */
  static byte[] webp(int width, int height) {
    var frame =
        ByteBuffer.allocate(10)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {0, 0, 0, (byte) 0x9D, 1, 0x2A})
            .putShort((short) width)
            .putShort((short) height)
            .array();
    var exif = POSITION.getBytes(StandardCharsets.US_ASCII);
    var size = 4 + 8 + frame.length + 8 + exif.length;
    return ByteBuffer.allocate(8 + size)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(size)
        .put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII))
        .putInt(frame.length)
        .put(frame)
        .put("EXIF".getBytes(StandardCharsets.US_ASCII))
        .putInt(exif.length)
        .put(exif)
        .array();
  }

  /** A sound of that many bytes that no two seeds share. */
  static byte[] sound(int bytes, long seed) {
    var content = new byte[bytes];
    new Random(seed).nextBytes(content);
    System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 4);
    System.arraycopy("WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 0, content, 8, 8);
    return content;
  }

  static byte[] pdf() {
    return "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] page() {
    return "<!doctype html><html><body><script>alert(document.cookie)</script></body></html>"
        .getBytes(StandardCharsets.US_ASCII);
  }
}
