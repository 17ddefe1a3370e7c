package care.chevet.attachment.http;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/** Which bytes of a content a request asks for (RFC 9110, section 14). */
sealed interface ByteRange {

  /** All of them. */
  record Whole() implements ByteRange {}

  /** Those from {@code from} up to and without {@code to}. */
  record Part(int from, int to) implements ByteRange {}

  /** Some that there are not. */
  record Outside() implements ByteRange {}

  /**
   * One range is answered with it. Several, one that cannot be read, or one of another version of
   * the content are answered with everything, as the standard allows.
   */
  static ByteRange of(HttpHeaders headers, int sizeBytes, String etag) {
    var ifRange = headers.getFirst(HttpHeaders.IF_RANGE);
    if (ifRange != null && !ifRange.equals(etag)) {
      return new Whole();
    }
    List<HttpRange> ranges;
    try {
      ranges = headers.getRange();
    } catch (IllegalArgumentException _) {
      return new Whole();
    }
    if (ranges.size() != 1) {
      return new Whole();
    }
    var from = ranges.getFirst().getRangeStart(sizeBytes);
    var last = ranges.getFirst().getRangeEnd(sizeBytes);
    return from >= sizeBytes || last < from ? new Outside() : new Part((int) from, (int) last + 1);
  }
}
