package care.chevet.attachment;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Copies a JPEG (ITU-T T.81, annex B) segment by segment and leaves out those that do not make the
 * image: Exif, XMP, Photoshop, comments, and whatever follows its end. The orientation is kept, in
 * an Exif segment that holds nothing else; so is the colour profile.
 */
final class JpegCleaning {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int RESTART_FIRST = 0xD0;
  private static final int RESTART_LAST = 0xD7;
  private static final int APP0_JFIF = 0xE0;
  private static final int APP1_EXIF = 0xE1;
  private static final int APP2_PROFILE = 0xE2;
  private static final int APP14_ADOBE = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final byte[] ICC =
      "ICC_PROFILE\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final int CMYK_COMPONENTS = 4;

  private final byte[] from;
  private final ByteArrayOutputStream to;
  private int at;
  private int orientation = ExifOrientation.UPRIGHT;
  private PictureSize size = new PictureSize(1, 1);
  private int components;

  private JpegCleaning(byte[] from) {
    this.from = from;
    this.to = new ByteArrayOutputStream(from.length);
  }

  static CleanPicture clean(byte[] bytes) {
    return new JpegCleaning(bytes).run();
  }

  private CleanPicture run() {
    if (marker() != START) {
      throw new UnreadablePicture("does not begin as a JPEG");
    }
    while (true) {
      var marker = marker();
      if (marker == END) {
        break;
      }
      if (marker == START || restart(marker) || marker <= 1) {
        throw new UnreadablePicture("a marker out of place");
      }
      segment(marker);
    }
    if (components == 0) {
      throw new UnreadablePicture("has no image in it");
    }
    return new CleanPicture(assembled(), size, orientation, components != CMYK_COMPONENTS);
  }

  private byte[] assembled() {
    var body = to.toByteArray();
    var whole = new ByteArrayOutputStream(body.length + 64);
    whole.write(0xFF);
    whole.write(START);
    if (orientation != ExifOrientation.UPRIGHT) {
      whole.writeBytes(ExifOrientation.segment(orientation));
    }
    whole.writeBytes(body);
    whole.write(0xFF);
    whole.write(END);
    return whole.toByteArray();
  }

  private void segment(int marker) {
    int start = at;
    int length = uint16(at);
    int end = start + length;
    if (length < 2 || end > from.length) {
      throw new UnreadablePicture("cut short");
    }
    if (marker == APP1_EXIF) {
      orientation = ExifOrientation.read(from, start + 2, end).orElse(orientation);
    }
    if (frame(marker)) {
      if (components != 0) {
        throw new UnreadablePicture("two images in one");
      }
      components = from[start + 7] & 0xFF;
      size = new PictureSize(uint16(start + 5), uint16(start + 3));
    }
    at = end;
    int scanEnd = marker == SCAN ? endOfScan() : end;
    if (kept(marker, start + 2, end)) {
      to.write(0xFF);
      to.write(marker);
      to.write(from, start, scanEnd - start);
    }
    at = scanEnd;
  }

  private boolean kept(int marker, int start, int end) {
    return switch (marker) {
      case APP0_JFIF -> true;
      case APP2_PROFILE ->
          end - start >= ICC.length
              && Arrays.equals(from, start, start + ICC.length, ICC, 0, ICC.length);
      case APP14_ADOBE -> true;
      case COMMENT -> false;
      default -> marker < APP0_JFIF || marker > APP15;
    };
  }

  private static boolean restart(int marker) {
    return marker >= RESTART_FIRST && marker <= RESTART_LAST;
  }

  /** Start of frame, any process; C4, C8 and CC are other things. */
  private static boolean frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** In entropy-coded data FF is followed by 00, by a restart marker, or it ends the scan. */
  private int endOfScan() {
    int here = at;
    while (true) {
      if ((from[here] & 0xFF) == 0xFF) {
        int next = from[here + 1] & 0xFF;
        if (next != 0 && next != 0xFF && !restart(next)) {
          return here;
        }
      }
      here++;
    }
  }

  private int marker() {
    if ((from[at] & 0xFF) != 0xFF) {
      throw new UnreadablePicture("no marker where one must be");
    }
    while ((from[at] & 0xFF) == 0xFF) {
      at++;
    }
    return from[at++] & 0xFF;
  }

  private int uint16(int where) {
    return ((from[where] & 0xFF) << 8) | (from[where + 1] & 0xFF);
  }
}
