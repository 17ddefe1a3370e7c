package care.chevet.signaling.room;

import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.MediaState;
import care.chevet.signaling.protocol.Participant;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.protocol.Tier;
import org.jspecify.annotations.Nullable;

/**
 * One session's place in a room.
 *
 * @param trusted whether the ticket, or an earlier admission, lets the person in without knocking
 * @param mediaReported whether the outside knows that media flowed in this session
 * @param tier last tier told to the outside
 */
public record Seat(
    String session,
    String person,
    String name,
    Role role,
    String instance,
    boolean trusted,
    boolean admits,
    Admission admission,
    boolean online,
    MediaState media,
    boolean mediaReported,
    @Nullable Tier tier) {

  boolean inCall() {
    return admission == Admission.ADMITTED;
  }

  boolean sameParticipant(Seat other) {
    return person.equals(other.person) && role == other.role;
  }

  /**
   * Whether this one yields when both make an offer at once. The order is of persons, not of
   * arrivals, so that it survives a restart of the server in mid-call.
   */
  boolean politeTowards(Seat other) {
    int order = person.compareTo(other.person);
    return order != 0 ? order > 0 : role.compareTo(other.role) > 0;
  }

  /** This seat as another one sees it. */
  Participant seenBy(Seat viewer) {
    return new Participant(
        session, person, name, role, instance, admits, online, media, viewer.politeTowards(this));
  }

  /** This seat as its own participant sees it. */
  public Participant self() {
    return new Participant(session, person, name, role, instance, admits, online, media, null);
  }

  ServerMessage.Knocking knock() {
    return new ServerMessage.Knocking(session, person, name, role);
  }

  Seat admittedAs(Admission now) {
    return new Seat(
        session,
        person,
        name,
        role,
        instance,
        trusted,
        admits,
        now,
        online,
        media,
        mediaReported,
        tier);
  }

  Seat online(boolean now) {
    return new Seat(
        session,
        person,
        name,
        role,
        instance,
        trusted,
        admits,
        admission,
        now,
        media,
        mediaReported,
        tier);
  }

  Seat media(MediaState now) {
    return new Seat(
        session,
        person,
        name,
        role,
        instance,
        trusted,
        admits,
        admission,
        online,
        now,
        mediaReported,
        tier);
  }

  Seat reported(@Nullable Tier now) {
    return new Seat(
        session,
        person,
        name,
        role,
        instance,
        trusted,
        admits,
        admission,
        online,
        media,
        true,
        now == null ? tier : now);
  }

  Seat tier(Tier now) {
    return new Seat(
        session,
        person,
        name,
        role,
        instance,
        trusted,
        admits,
        admission,
        online,
        media,
        mediaReported,
        now);
  }
}
