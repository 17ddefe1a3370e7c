package care.chevet.audit.postgres;

import care.chevet.audit.KeptEntry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Reads rows of the audit trail. */
final class KeptEntries {
  private KeptEntries() {}

  static KeptEntry entry(Readable row) {
    return new KeptEntry(
        column(row, "id", Long.class),
        column(row, "at", Instant.class),
        column(row, "who", String.class),
        column(row, "role", String.class),
        column(row, "what", String.class),
        column(row, "subject_kind", String.class),
        column(row, "subject", UUID.class),
        row.get("resident", UUID.class),
        row.get("because", UUID.class),
        row.get("came_from", String.class));
  }

  static <T> T column(Readable row, String name, Class<T> type) {
    return Objects.requireNonNull(row.get(name, type), name);
  }
}
