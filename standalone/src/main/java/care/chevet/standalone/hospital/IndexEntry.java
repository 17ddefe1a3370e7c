package care.chevet.standalone.hospital;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value by which a resource is found.
 *
 * @param parameter name of the search parameter
 * @param system code system, identifier system or unit; null where there is none
 * @param value code, normalised text, reference or address; null for dates and numbers
 * @param low first instant of a date, which may be a whole day or year
 * @param high first instant after it
 */
record IndexEntry(
    String parameter,
    @Nullable String system,
    @Nullable String value,
    @Nullable Instant low,
    @Nullable Instant high,
    @Nullable BigDecimal number) {

  static IndexEntry token(String parameter, @Nullable String system, @Nullable String code) {
    return new IndexEntry(parameter, system, code, null, null, null);
  }

  static IndexEntry text(String parameter, String value) {
    return new IndexEntry(parameter, null, value, null, null, null);
  }

  static IndexEntry date(String parameter, Instant low, Instant high) {
    return new IndexEntry(parameter, null, null, low, high, null);
  }

  static IndexEntry number(
      String parameter, @Nullable String system, @Nullable String unit, BigDecimal number) {
    return new IndexEntry(parameter, system, unit, null, null, number);
  }
}
