package care.chevet.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file format that is taken, known by its first bytes and never by its name. All of them can be
 * shown or played by today's browsers; HEIC cannot, and is not here.
 */
public enum Format {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  WEBP("image/webp", "webp"),
  PDF("application/pdf", "pdf"),
  WAV("audio/wav", "wav"),
  MP3("audio/mpeg", "mp3"),
  OGG("audio/ogg", "ogg"),
  MP4_AUDIO("audio/mp4", "m4a"),
  WEBM_AUDIO("audio/webm", "weba");

  /** How many of a file's first bytes tell its format. */
  static final int HEAD_BYTES = 64;

  private final String mediaType;
  private final String extension;

  Format(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  public String extension() {
    return extension;
  }

  boolean image() {
    return this == JPEG || this == PNG || this == WEBP;
  }

  /** Whether a file that begins with these bytes is of this format. */
  boolean begins(byte[] head) {
    return switch (this) {
      case JPEG -> starts(head, 0xFF, 0xD8, 0xFF);
      case PNG -> starts(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
      case WEBP -> text(head, 0, "RIFF") && text(head, 8, "WEBP");
      case PDF -> text(head, 0, "%PDF-");
      case WAV -> text(head, 0, "RIFF") && text(head, 8, "WAVE");
      case MP3 -> text(head, 0, "ID3") || mpegLayerThree(head);
      case OGG -> text(head, 0, "OggS");
      case MP4_AUDIO -> text(head, 4, "ftyp") && !stillPicture(head);
      case WEBM_AUDIO -> starts(head, 0x1A, 0x45, 0xDF, 0xA3) && webm(head);
    };
  }

  /** The format of that media type; parameters such as codecs are ignored. */
  public static Optional<Format> ofMediaType(String mediaType) {
    var bare = mediaType.split(";", 2)[0].strip();
    var usual =
        switch (bare) {
          case "audio/x-wav", "audio/wave" -> "audio/wav";
          case "audio/x-m4a" -> "audio/mp4";
          default -> bare;
        };
    return Arrays.stream(values()).filter(one -> one.mediaType.equalsIgnoreCase(usual)).findFirst();
  }

  private static boolean starts(byte[] head, int... expected) {
    if (head.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((head[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean text(byte[] head, int from, String expected) {
    var to = from + expected.length();
    return head.length >= to
        && new String(head, from, expected.length(), StandardCharsets.ISO_8859_1).equals(expected);
  }

  /** A frame header of MPEG audio, layer III, with a bit rate and a sampling rate that exist. */
  private static boolean mpegLayerThree(byte[] head) {
    if (head.length < 4 || (head[0] & 0xFF) != 0xFF) {
      return false;
    }
    var version = head[1] >> 3 & 0b11;
    var layer = head[1] >> 1 & 0b11;
    var bitRate = head[2] >> 4 & 0b1111;
    var samplingRate = head[2] >> 2 & 0b11;
    return (head[1] & 0xE0) == 0xE0
        && version != 0b01
        && layer == 0b01
        && bitRate != 0
        && bitRate != 0b1111
        && samplingRate != 0b11;
  }

  private static boolean stillPicture(byte[] head) {
    return text(head, 8, "hei") || text(head, 8, "mif1") || text(head, 8, "avif");
  }

  private static boolean webm(byte[] head) {
    var known = new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    return known.contains("webm");
  }
}
