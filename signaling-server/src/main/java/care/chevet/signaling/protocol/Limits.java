package care.chevet.signaling.protocol;

import java.time.Duration;

/** The protocol's bounds, all of them in one place; docs/signaling-protocol.md quotes them. */
public final class Limits {
  public static final int FRAME_BYTES_MAX = 96 * 1024;
  public static final int JSON_DEPTH_MAX = 8;
  public static final int SDP_BYTES_MAX = 64 * 1024;
  public static final int CANDIDATES_MAX = 64;
  public static final int CANDIDATE_CHARS_MAX = 1024;
  public static final int TRACKS_MAX = 16;
  public static final int PROOF_CHARS_MAX = 8 * 1024;
  public static final int ID_CHARS_MAX = 64;
  public static final int TICKET_CHARS_MAX = 4 * 1024;
  public static final int REENTRY_CHARS_MAX = 1024;

  public static final int MAILBOX_MESSAGES_MAX = 256;
  public static final int MAILBOX_BYTES_MAX = 256 * 1024;
  public static final Duration MAILBOX_AGE_MAX = Duration.ofSeconds(90);
  public static final Duration SESSION_RETENTION = Duration.ofSeconds(90);
  public static final int SEATS_MAX = 16;

  public static final Duration HELLO_WITHIN = Duration.ofSeconds(2);
  public static final Duration SILENCE_MAX = Duration.ofSeconds(25);
  public static final Duration PING_EVERY = Duration.ofSeconds(10);
  public static final Duration ACK_WITHIN = Duration.ofSeconds(1);
  public static final int ACK_EVERY_MESSAGES = 16;

  public static final int UNSENT_COALESCE_BYTES = 64 * 1024;
  public static final Duration UNSENT_FOR_MAX = Duration.ofSeconds(10);

  public static final Duration DRAIN_SPREAD = Duration.ofSeconds(5);
  public static final Duration DRAIN_DEADLINE = Duration.ofSeconds(25);
  public static final Duration DRAIN_HARD_STOP = Duration.ofSeconds(30);

  public static final Duration INVITATION_TTL_MIN = Duration.ofSeconds(90);
  public static final Duration INVITATION_TTL_MAX = Duration.ofMinutes(10);
  public static final int INVITATIONS_MAX = 8;

  private Limits() {}
}
