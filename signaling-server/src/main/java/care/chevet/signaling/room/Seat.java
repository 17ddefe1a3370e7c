package care.chevet.signaling.room;

import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.MediaState;
import care.chevet.signaling.protocol.Participant;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.ServerMessage;

/** One session's place in a room. */
public record Seat(
    String session,
    Bearer bearer,
    Admission admission,
    boolean online,
    MediaState media,
    Told told) {

  /** The seat of somebody who has just come. */
  public static Seat taken(String session, Bearer bearer, Admission admission) {
    return new Seat(session, bearer, admission, true, MediaState.ALL_ON, Told.NOTHING);
  }

  public String person() {
    return bearer.person();
  }

  public String name() {
    return bearer.name();
  }

  public Role role() {
    return bearer.role();
  }

  boolean admits() {
    return bearer.admits();
  }

  boolean trusted() {
    return bearer.trusted();
  }

  public boolean inCall() {
    return admission == Admission.ADMITTED;
  }

  boolean sameParticipant(Seat other) {
    return person().equals(other.person()) && role() == other.role();
  }

  /**
   * Whether this one yields when both make an offer at once. The order is of persons, not of
   * arrivals, so that it survives a restart of the server in mid-call.
   */
  boolean politeTowards(Seat other) {
    int order = person().compareTo(other.person());
    return order != 0 ? order > 0 : role().compareTo(other.role()) > 0;
  }

  /** This seat as another one sees it. */
  Participant seenBy(Seat viewer) {
    return new Participant(
        session,
        person(),
        name(),
        role(),
        bearer.instance(),
        admits(),
        online,
        media,
        viewer.politeTowards(this));
  }

  /** This seat as its own participant sees it. */
  public Participant self() {
    return new Participant(
        session, person(), name(), role(), bearer.instance(), admits(), online, media, null);
  }

  ServerMessage.Knocking knock() {
    return new ServerMessage.Knocking(session, person(), name(), role());
  }

  Seat admittedAs(Admission now) {
    return new Seat(session, bearer, now, online, media, told);
  }

  Seat online(boolean now) {
    return new Seat(session, bearer, admission, now, media, told);
  }

  Seat media(MediaState now) {
    return new Seat(session, bearer, admission, online, now, told);
  }

  Seat told(Told now) {
    return new Seat(session, bearer, admission, online, media, now);
  }
}
