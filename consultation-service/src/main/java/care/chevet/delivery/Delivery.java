package care.chevet.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a hospital says of a version of a report.
 *
 * @param reference where it keeps the report, in its own words
 */
public record Delivery(
    UUID consultation,
    int reportVersion,
    UUID hospital,
    Status status,
    Instant at,
    @Nullable String reference) {

  public static final int REFERENCE_CHARACTERS_MAX = 500;

  /** Whether the report has arrived. */
  public enum Status {
    DELIVERED("delivered"),
    FAILED("failed");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
