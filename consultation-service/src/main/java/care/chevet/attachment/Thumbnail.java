package care.chevet.attachment;

import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A small upright JPEG of a picture. Blocks; costs processor time and memory. */
final class Thumbnail {
  static final String MEDIA_TYPE = "image/jpeg";

  private Thumbnail() {}

  /**
   * @param picture whose pixels have been counted: nothing here stops one with too many
   * @throws UnreadablePicture if it does not decode
   */
  static byte[] of(CleanPicture picture, Format format) {
    try {
      var decoded = decode(picture, format);
      var out = new ByteArrayOutputStream();
      ImageIO.write(scaledUpright(decoded, picture.orientation()), "jpeg", out);
      return out.toByteArray();
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw all sorts of runtime exceptions at damaged data.
      throw new UnreadablePicture("does not decode: " + e.getClass().getSimpleName());
    }
  }

  private static BufferedImage decode(CleanPicture picture, Format format) throws IOException {
    var readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
    if (!readers.hasNext()) {
      throw new UncheckedIOException(new IOException("no reader for " + format));
    }
    var reader = readers.next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
      reader.setInput(in, true, true);
      var shorter = Math.min(picture.size().widthPixels(), picture.size().heightPixels());
      // Reading every nth pixel keeps the decoded image small, however large the picture.
      var step = Math.max(1, shorter / (2 * AttachmentLimits.THUMBNAIL_PIXELS));
      var how = reader.getDefaultReadParam();
      how.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, how);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage scaledUpright(BufferedImage image, int orientation) {
    var longer = Math.max(image.getWidth(), image.getHeight());
    var scale = Math.min(1.0, (double) AttachmentLimits.THUMBNAIL_PIXELS / longer);
    var width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    var height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    var onItsSide = orientation >= 5;
    var upright =
        new BufferedImage(
            onItsSide ? height : width, onItsSide ? width : height, BufferedImage.TYPE_INT_RGB);
    var pen = upright.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.setColor(java.awt.Color.WHITE);
      pen.fillRect(0, 0, upright.getWidth(), upright.getHeight());
      pen.transform(turn(orientation, width, height));
      pen.drawImage(image, 0, 0, width, height, null);
    } finally {
      pen.dispose();
    }
    return upright;
  }

  /** What brings a picture of that width and height upright, by its Exif orientation. */
  private static AffineTransform turn(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
