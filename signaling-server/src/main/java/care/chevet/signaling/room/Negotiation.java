package care.chevet.signaling.room;

import care.chevet.signaling.protocol.ClientMessage.Candidates;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the negotiation from one session to another has come.
 *
 * @param forwarded number of the last description that went through; 0 if none did
 * @param held candidates that wait for their description
 */
public record Negotiation(String pc, long forwarded, List<Candidates> held) {
  static final int HELD_CANDIDATES_MAX = 256;

  static final Negotiation NONE = new Negotiation("", 0, List.of());

  /** Direction of a negotiation. */
  public record Pair(String from, String to) {
    boolean involves(String session) {
      return from.equals(session) || to.equals(session);
    }
  }

  public Negotiation {
    held = List.copyOf(held);
  }

  boolean mayPass(Candidates candidates) {
    return candidates.pc().equals(pc) && candidates.negotiation() <= forwarded;
  }

  boolean hasRoomFor(Candidates candidates) {
    int count = candidates.candidates().size();
    for (Candidates batch : held) {
      count += batch.candidates().size();
    }
    return count <= HELD_CANDIDATES_MAX && held.size() < HELD_CANDIDATES_MAX;
  }

  Negotiation holding(Candidates candidates) {
    List<Candidates> more = new ArrayList<>(held);
    // Only what counts towards the bound is held, not the spaces that somebody wrote between.
    more.add(candidates.writtenAs(null));
    return new Negotiation(pc, forwarded, more);
  }

  /** The state after a description went through; what it released is no longer held. */
  Negotiation after(String describedPc, long number) {
    Negotiation described = new Negotiation(describedPc, number, List.of());
    if (held.isEmpty()) {
      return described;
    }
    return new Negotiation(
        describedPc,
        number,
        held.stream()
            .filter(batch -> batch.pc().equals(describedPc) && !described.mayPass(batch))
            .toList());
  }
}
