package care.chevet.attachment;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an attachment is to the physician who opens it. */
public enum AttachmentKind {
  PHOTO(EnumSet.of(Format.JPEG, Format.PNG, Format.WEBP)),
  DOCUMENT(EnumSet.of(Format.PDF, Format.JPEG, Format.PNG, Format.WEBP)),
  SOUND(EnumSet.of(Format.WAV, Format.MP3, Format.OGG, Format.MP4_AUDIO, Format.WEBM_AUDIO)),
  ECG(EnumSet.of(Format.PDF, Format.JPEG, Format.PNG));

  private final Set<Format> formats;

  AttachmentKind(Set<Format> formats) {
    this.formats = formats;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean mayBe(Format format) {
    return formats.contains(format);
  }

  public static Optional<AttachmentKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
