package care.chevet.signaling.session;

import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.protocol.ServerMessage.CandidatesFrom;
import care.chevet.signaling.protocol.ServerMessage.DescriptionFrom;
import care.chevet.signaling.protocol.ServerMessage.Negotiating;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message in a mailbox, written already.
 *
 * @param latestWinsKey what a newer letter must share to replace this one
 */
@SuppressWarnings(
    "ArrayRecordComponent") // The body goes to the socket as it is; nobody compares letters.
record Letter(
    long offset,
    long atMillis,
    byte[] body,
    @Nullable String latestWinsKey,
    @Nullable Negotiated negotiated) {

  /** What of a negotiation the letter carries, for leaving out what a later one made worthless. */
  record Negotiated(String from, String pc, Set<String> fragments, boolean description) {
    static @Nullable Negotiated of(ServerMessage.Mailed message) {
      return switch (message) {
        case DescriptionFrom description -> of(description, true);
        case CandidatesFrom candidates -> of(candidates, false);
        case ServerMessage.Mailed _ -> null;
      };
    }

    private static Negotiated of(Negotiating message, boolean description) {
      return new Negotiated(message.from(), message.pc(), message.fragments(), description);
    }

    /** Whether these candidates belong to a gathering that the later description replaced. */
    boolean supersededBy(Negotiated later) {
      return !description
          && later.description
          && later.from.equals(from)
          && (!later.pc.equals(pc)
              || (!fragments.isEmpty() && Collections.disjoint(later.fragments, fragments)));
    }
  }

  boolean replaces(Letter older) {
    return latestWinsKey != null && latestWinsKey.equals(older.latestWinsKey);
  }
}
