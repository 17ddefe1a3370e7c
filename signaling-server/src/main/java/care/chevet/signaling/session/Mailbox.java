package care.chevet.signaling.session;

import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.ServerMessage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounded, ordered messages owed to a session. When a bound is passed it forgets them all and
 * its epoch is over: whoever resumes then gets a snapshot, never a silent gap.
 */
final class Mailbox {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ArrayList<Letter> letters = new ArrayList<>(0);
  private String epoch = newEpoch();
  private long lastOffset;
  private long acknowledged;
  private int bytes;
  private boolean lost;

  /**
   * Everything there is to say of a mailbox but its letters.
   *
   * @param lost whether something was forgotten since the epoch began
   */
  record Standing(String epoch, long lastOffset, long acknowledged, boolean lost) {}

  Mailbox() {}

  /** A mailbox as it was written down. */
  Mailbox(Standing standing, List<Letter> letters) {
    this.epoch = standing.epoch();
    this.lastOffset = standing.lastOffset();
    this.acknowledged = standing.acknowledged();
    this.lost = standing.lost();
    this.letters.addAll(letters);
    this.bytes = letters.stream().mapToInt(letter -> letter.body().length).sum();
  }

  Standing standing() {
    return new Standing(epoch, lastOffset, acknowledged, lost);
  }

  String epoch() {
    return epoch;
  }

  long lastOffset() {
    return lastOffset;
  }

  /** Whether something was forgotten since the epoch began. */
  boolean lost() {
    return lost;
  }

  List<Letter> letters() {
    return letters;
  }

  void add(ServerMessage.Mailed message, byte[] body, long nowMillis) {
    if (lost) {
      return;
    }
    Letter letter =
        new Letter(
            ++lastOffset, nowMillis, body, message.latestWinsKey(), Letter.Negotiated.of(message));
    if (letter.latestWinsKey() != null && letters.removeIf(letter::replaces)) {
      bytes = letters.stream().mapToInt(kept -> kept.body().length).sum();
    }
    letters.add(letter);
    bytes += body.length;
    if (letters.size() > Limits.MAILBOX_MESSAGES_MAX || bytes > Limits.MAILBOX_BYTES_MAX) {
      forget();
    }
  }

  /** Forgets what is older than a mailbox may keep, and with it everything. */
  void age(long nowMillis) {
    if (!letters.isEmpty()
        && nowMillis - letters.getFirst().atMillis() > Limits.MAILBOX_AGE_MAX.toMillis()) {
      forget();
    }
  }

  /** Lets go of what the client has handled; says whether anything was. */
  boolean acknowledge(long offset) {
    if (offset <= acknowledged || offset > lastOffset) {
      return false;
    }
    acknowledged = offset;
    while (!letters.isEmpty() && letters.getFirst().offset() <= offset) {
      bytes -= letters.removeFirst().body().length;
    }
    return true;
  }

  /** The first letter after this offset; null if there is none. */
  @Nullable Letter after(long offset) {
    if (letters.isEmpty() || letters.getLast().offset() <= offset) {
      return null;
    }
    int low = 0;
    int high = letters.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (letters.get(middle).offset() > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return letters.get(low);
  }

  /** Whether everything after this address is still here. */
  boolean reaches(String claimedEpoch, long offset) {
    return !lost && epoch.equals(claimedEpoch) && offset >= acknowledged && offset <= lastOffset;
  }

  /** Leaves out candidates whose gathering a later description replaced. */
  void dropSupersededCandidates() {
    Set<Letter> superseded = new HashSet<>();
    for (int i = 0; i < letters.size(); i++) {
      Letter.Negotiated candidates = letters.get(i).negotiated();
      if (candidates == null) {
        continue;
      }
      for (Letter later : letters.subList(i + 1, letters.size())) {
        if (later.negotiated() != null && candidates.supersededBy(later.negotiated())) {
          superseded.add(letters.get(i));
          break;
        }
      }
    }
    if (letters.removeAll(superseded)) {
      bytes = letters.stream().mapToInt(kept -> kept.body().length).sum();
    }
  }

  /** Begins a new epoch with nothing in it. */
  void restart() {
    forget();
    epoch = newEpoch();
    lastOffset = 0;
    acknowledged = 0;
    lost = false;
  }

  private void forget() {
    letters.clear();
    letters.trimToSize();
    bytes = 0;
    lost = true;
  }

  private static String newEpoch() {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    return "e-" + HexFormat.of().formatHex(random);
  }
}
