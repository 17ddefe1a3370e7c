package care.chevet.attachment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an attachment is to the physician who opens it. */
public enum AttachmentKind {
  PHOTO,
  DOCUMENT,
  SOUND,
  ECG;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean mayBe(Format format) {
    return switch (this) {
      case PHOTO -> format.image();
      case DOCUMENT, ECG -> format.image() || format == Format.PDF;
      case SOUND -> !format.image() && format != Format.PDF;
    };
  }

  public static Optional<AttachmentKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
