package care.chevet.signaling.protocol;

import static care.chevet.signaling.protocol.InvalidMessage.require;
import static care.chevet.signaling.protocol.InvalidMessage.requireId;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anything a client may say. */
public sealed interface ClientMessage {

  /** A message that bears a seq: durable or latest wins. */
  sealed interface Numbered extends ClientMessage {}

  /** A numbered message for one other session. */
  sealed interface Relayed extends Numbered {
    String to();
  }

  /** A first frame that enters a room with a ticket. */
  record Hello(String ticket, String instance, @Nullable String reentry, boolean standby)
      implements ClientMessage {
    public Hello {
      require(!ticket.isEmpty() && ticket.length() <= Limits.TICKET_CHARS_MAX, "ticket");
      requireId(instance, "instance");
      require(reentry == null || reentry.length() <= Limits.REENTRY_CHARS_MAX, "reentry");
    }
  }

  /** A first frame that takes up an earlier session. */
  record Resume(
      String room,
      String session,
      String secret,
      String epoch,
      long offset,
      long seq,
      long attempt,
      String instance)
      implements ClientMessage {
    public Resume {
      requireId(room, "room");
      requireId(session, "session");
      requireId(secret, "secret");
      requireId(epoch, "epoch");
      require(offset >= 0, "offset");
      require(seq >= 0, "seq");
      require(attempt >= 1, "attempt");
      requireId(instance, "instance");
    }
  }

  record Ack() implements ClientMessage {}

  record Ping() implements ClientMessage {}

  record Ice() implements ClientMessage {}

  record Statistics(
      String to,
      @Nullable Double rttMs,
      @Nullable Double jitterMs,
      @Nullable Double lossPercent,
      @Nullable Double sendKbps,
      @Nullable Double receiveKbps)
      implements ClientMessage {
    public Statistics {
      requireId(to, "to");
    }
  }

  /**
   * An offer or an answer.
   *
   * @param written its members but the envelope as the sender wrote them, if they can go on so
   */
  record Description(
      String to,
      String pc,
      long negotiation,
      SdpType sdpType,
      String sdp,
      List<TrackLabel> tracks,
      @Nullable String proof,
      @Nullable String written)
      implements Relayed {
    private static final int UTF_8_BYTES_PER_CHAR_MAX = 3;

    public Description {
      requireId(to, "to");
      requireId(pc, "pc");
      require(negotiation >= 1, "negotiation");
      if (sdp.length() > Limits.SDP_BYTES_MAX
          || (sdp.length() > Limits.SDP_BYTES_MAX / UTF_8_BYTES_PER_CHAR_MAX
              && sdp.getBytes(StandardCharsets.UTF_8).length > Limits.SDP_BYTES_MAX)) {
        throw new InvalidMessage(ErrorCode.SDP_TOO_LARGE, "sdp");
      }
      tracks = List.copyOf(tracks);
      require(tracks.size() <= Limits.TRACKS_MAX, "tracks");
      require(proof == null || proof.length() <= Limits.PROOF_CHARS_MAX, "proof");
    }
  }

  /**
   * A batch of candidates.
   *
   * @param written its members but the envelope as the sender wrote them, if they can go on so
   */
  record Candidates(
      String to,
      String pc,
      long negotiation,
      List<IceCandidate> candidates,
      @Nullable String written)
      implements Relayed {
    public Candidates {
      requireId(to, "to");
      requireId(pc, "pc");
      require(negotiation >= 1, "negotiation");
      candidates = List.copyOf(candidates);
      if (candidates.size() > Limits.CANDIDATES_MAX) {
        throw new InvalidMessage(ErrorCode.TOO_MANY_CANDIDATES, "candidates");
      }
    }

    /** The same batch, to be passed on as it was written, or to be written anew. */
    public Candidates writtenAs(@Nullable String nowWritten) {
      return new Candidates(to, pc, negotiation, candidates, nowWritten);
    }
  }

  record Media(MediaState media) implements Numbered {}

  record RequestedTier(String to, String label, Tier tier) implements Relayed {
    public RequestedTier {
      requireId(to, "to");
      requireId(label, "label");
    }
  }

  record MediaConnected(String with, @Nullable Tier tier) implements Numbered {
    public MediaConnected {
      requireId(with, "with");
    }
  }

  record Quality(
      Level level,
      Tier tier,
      @Nullable Double rttMs,
      @Nullable Double lossPercent,
      @Nullable QualityReason reason)
      implements Numbered {}

  record Admit(String session) implements Numbered {
    public Admit {
      requireId(session, "session");
    }
  }

  record Refuse(String session) implements Numbered {
    public Refuse {
      requireId(session, "session");
    }
  }

  record Invite(String invitation, String person, long ttlSeconds) implements Numbered {
    public Invite {
      requireId(invitation, "invitation");
      requireId(person, "person");
      require(
          ttlSeconds >= Limits.INVITATION_TTL_MIN.toSeconds()
              && ttlSeconds <= Limits.INVITATION_TTL_MAX.toSeconds(),
          "ttlSeconds");
    }
  }

  record Accept(String invitation) implements Numbered {
    public Accept {
      requireId(invitation, "invitation");
    }
  }

  record Decline(String invitation) implements Numbered {
    public Decline {
      requireId(invitation, "invitation");
    }
  }

  record Cancel(String invitation) implements Numbered {
    public Cancel {
      requireId(invitation, "invitation");
    }
  }

  record Leave(LeaveReason reason) implements Numbered {
    public Leave {
      require(reason == LeaveReason.HUNG_UP || reason == LeaveReason.PAGE_CLOSED, "reason");
    }
  }

  record HangUp() implements Numbered {}
}
