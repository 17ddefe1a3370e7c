package care.chevet.signaling.ticket;

import java.time.Duration;

/** What came of looking at a ticket. */
public sealed interface Verdict {
  /** As it should be; {@code goodFor} is how long it can still be used. */
  record Good(Ticket ticket, Duration goodFor) implements Verdict {}

  /** Not a way in: this person has to leave this room. Hearing it twice does no harm. */
  record Barred(String room, String person) implements Verdict {}

  /** Signed as it should be, but over. */
  record Expired() implements Verdict {}

  /** Good once, and somebody has used it. */
  record Used() implements Verdict {}

  /** Not a ticket for this server. */
  record Bad(String why) implements Verdict {}

  /** The keys could not be fetched, so nobody can tell. */
  record Undecided() implements Verdict {}
}
