package care.chevet.signaling.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of an object stand in the bytes that it was read from, so that some of them can
 * be passed on as they were written. Only what every reader takes for the same is passed on: plain
 * ASCII, and no nulls, which count as absent here.
 */
final class Spans {
  private static final int MEMBERS_MAX = 16;

  private final byte[] bytes;
  private final String[] names = new String[MEMBERS_MAX];
  private final int[] starts = new int[MEMBERS_MAX];
  private int count;
  private int end;
  private boolean plain = true;

  Spans(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A member of this name begins with the quotation mark at this place. */
  void begin(String name, long at) {
    if (count == MEMBERS_MAX || bytes[(int) at] != '"') {
      plain = false;
      return;
    }
    names[count] = name;
    starts[count++] = (int) at;
  }

  /** The object ends with the brace at this place. */
  void end(long at) {
    end = (int) at;
  }

  void metNull() {
    plain = false;
  }

  /** All members but those left out, with commas between them; null if they cannot be passed on. */
  @Nullable String without(Set<String> leftOut) {
    if (!plain) {
      return null;
    }
    StringBuilder members = new StringBuilder(end);
    for (int i = 0; i < count; i++) {
      if (!leftOut.contains(names[i])) {
        int from = starts[i];
        int to = i + 1 < count ? beforeComma(starts[i + 1]) : end;
        for (int at = from; at < to; at++) {
          if (bytes[at] < 0) {
            return null;
          }
        }
        members
            .append(members.isEmpty() ? "" : ",")
            .append(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
      }
    }
    return members.toString();
  }

  /** Where the member ends that stands before the one that starts here. */
  private int beforeComma(int nextStart) {
    int at = nextStart - 1;
    while (bytes[at] != ',') {
      at--;
    }
    return at;
  }
}
