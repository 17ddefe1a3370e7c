package care.chevet.postgres;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns of a row that are never null. */
public final class Columns {
  private Columns() {}

  public static <T> T column(Readable row, String name, Class<T> type) {
    return Objects.requireNonNull(row.get(name, type), name);
  }
}
