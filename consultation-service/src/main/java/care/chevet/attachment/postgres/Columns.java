package care.chevet.attachment.postgres;

import care.chevet.attachment.AttachmentKind;
import care.chevet.attachment.BodySite;
import care.chevet.attachment.Description;
import care.chevet.attachment.FileName;
import care.chevet.attachment.Format;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Columns that several questions read alike. */
final class Columns {
  private Columns() {}

  /** A column that is never null. */
  static <T> T of(Readable row, String name, Class<T> type) {
    return Objects.requireNonNull(row.get(name, type), name);
  }

  static Description description(Readable row) {
    return new Description(
        AttachmentKind.of(of(row, "kind", String.class)).orElseThrow(),
        new FileName(of(row, "file_name", String.class)),
        Format.ofMediaType(of(row, "media_type", String.class)).orElseThrow(),
        Optional.ofNullable(row.get("body_site", String.class)).flatMap(BodySite::of).orElse(null),
        row.get("device", String.class),
        row.get("taken_at", Instant.class));
  }
}
