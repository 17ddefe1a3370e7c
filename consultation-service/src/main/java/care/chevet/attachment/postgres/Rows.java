package care.chevet.attachment.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.attachment.AttachmentKind;
import care.chevet.attachment.BodySite;
import care.chevet.attachment.Description;
import care.chevet.attachment.FileName;
import care.chevet.attachment.Format;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;

/** Parts of rows that several questions read alike. */
final class Rows {
  private Rows() {}

  static Description description(Readable row) {
    return new Description(
        AttachmentKind.of(column(row, "kind", String.class)).orElseThrow(),
        new FileName(column(row, "file_name", String.class)),
        Format.ofMediaType(column(row, "media_type", String.class)).orElseThrow(),
        Optional.ofNullable(row.get("body_site", String.class)).flatMap(BodySite::of).orElse(null),
        row.get("device", String.class),
        row.get("taken_at", Instant.class));
  }
}
