package care.chevet.signaling.protocol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Anything the server may say. */
public sealed interface ServerMessage {

  /** A message that is kept in a mailbox until it is acknowledged. */
  sealed interface Mailed extends ServerMessage {
    /** What a newer message must share with this one to replace it; null for durable ones. */
    default @Nullable String latestWinsKey() {
      return null;
    }
  }

  /** A message of one socket, forgotten with it. */
  sealed interface Direct extends ServerMessage {}

  /** A mailed message that belongs to the negotiation of one peer connection. */
  sealed interface Negotiating extends Mailed {
    String from();

    String pc();

    long negotiation();

    /** ICE user fragments that it speaks of. */
    Set<String> fragments();
  }

  record Welcome(
      long ack,
      String room,
      String session,
      String secret,
      String epoch,
      long offset,
      long generation,
      ResumeOutcome resume,
      Admission admission,
      Participant self,
      @Nullable Roster roster,
      @Nullable IceServers ice,
      @Nullable String reentry)
      implements Direct {}

  /** Who is in the call and who waits, as one participant sees it. */
  record Roster(List<Participant> participants, List<Knocking> knocking) {
    public Roster {
      participants = List.copyOf(participants);
      knocking = List.copyOf(knocking);
    }
  }

  record Acknowledged() implements Direct {}

  record Pong() implements Direct {}

  /**
   * A refusal.
   *
   * @param retryAfterMs absent unless the retry is later
   * @param expected seq to send again from; absent if the message's seq counts as handled
   */
  record Problem(ErrorCode code, @Nullable Long retryAfterMs, @Nullable Long expected)
      implements Direct {}

  record GoAway(long spreadMs, long deadlineMs) implements Direct {
    public static final GoAway NOW =
        new GoAway(Limits.DRAIN_SPREAD.toMillis(), Limits.DRAIN_DEADLINE.toMillis());
  }

  record FreshIceServers(IceServers ice) implements Direct {}

  record StatisticsFrom(String from, ClientMessage.Statistics statistics) implements Direct {}

  record Joined(Participant participant, @Nullable String replaces) implements Mailed {}

  record Left(String session, LeaveReason reason) implements Mailed {}

  record Presence(String from, boolean online, boolean missed) implements Mailed {
    @Override
    public @Nullable String latestWinsKey() {
      // A "missed" must reach its reader even when the socket is lost again right after.
      return missed ? null : "presence " + from;
    }
  }

  record DescriptionFrom(String from, ClientMessage.Description description)
      implements Negotiating {
    @Override
    public String pc() {
      return description.pc();
    }

    @Override
    public long negotiation() {
      return description.negotiation();
    }

    @Override
    public Set<String> fragments() {
      return Sdp.fragments(description.sdp());
    }
  }

  record CandidatesFrom(String from, ClientMessage.Candidates candidates) implements Negotiating {
    @Override
    public String pc() {
      return candidates.pc();
    }

    @Override
    public long negotiation() {
      return candidates.negotiation();
    }

    @Override
    public Set<String> fragments() {
      return Sdp.fragments(candidates.candidates());
    }
  }

  record MediaFrom(String from, MediaState media) implements Mailed {
    @Override
    public String latestWinsKey() {
      return "media " + from;
    }
  }

  record TierFrom(String from, String label, Tier tier) implements Mailed {
    @Override
    public String latestWinsKey() {
      return "tier " + from + " " + label;
    }
  }

  record QualityFrom(String from, ClientMessage.Quality quality) implements Mailed {
    @Override
    public String latestWinsKey() {
      return "quality " + from;
    }
  }

  record Knocking(String session, String person, String name, Role role) implements Mailed {}

  record KnockEnded(String session) implements Mailed {}

  record Admitted(Roster roster, IceServers ice, String reentry) implements Mailed {}

  record Ringing(String invitation, String name, Role role, long expiresInSeconds)
      implements Mailed {}

  record Invitation(String invitation, InvitationOutcome outcome) implements Mailed {}
}
