package care.chevet.feed;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the feed, after one event and before the next. Callers take it as an opaque word:
 * {@link #text()} and back.
 *
 * @param transaction the order of commits: see {@link FeedEvents}
 * @param position the order within a transaction
 */
public record Cursor(long transaction, long position) implements Comparable<Cursor> {

  /** Before the first event there can be. */
  public static final Cursor START = new Cursor(0, 0);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final Comparator<Cursor> ORDER =
      Comparator.comparingLong(Cursor::transaction).thenComparingLong(Cursor::position);

  public String text() {
    return transaction + "-" + position;
  }

  /** The cursor that was written so; empty if none was. */
  public static Optional<Cursor> of(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new Cursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Cursor other) {
    return ORDER.compare(this, other);
  }
}
