package care.chevet.reminder;

import care.chevet.consultation.Coded;
import care.chevet.consultation.State;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an event of the feed is to the people concerned. */
public sealed interface News {

  /** A booking was made, moved or cancelled. */
  record OfBooking(Change change) implements News {}

  /** A booking and an appointment of the resident's overlap: people have to move one of them. */
  record OfClash() implements News {}

  /** A hospital booked for a resident: a nurse has to complete it. */
  record OfHospital() implements News {}

  /**
   * Something happened to a consultation or an expertise.
   *
   * @param detail which of several, such as the exit that was taken; empty when there is but one
   * @param forPhysician whether the physician is told too, or the care home's nurses alone
   */
  record OfCare(Kind kind, String detail, boolean forPhysician) implements News {}

  /** What was done to a booking. */
  enum Change {
    MADE("made"),
    MOVED("moved"),
    CANCELLED("cancelled");

    private final String code;

    Change(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** What a notification says. */
  enum Kind {
    BOOKING_MADE("booking-made"),
    BOOKING_MOVED("booking-moved"),
    BOOKING_CANCELLED("booking-cancelled"),
    BOOKING_REMINDER("booking-reminder"),
    BOOKING_CONFLICTED("booking-conflicted"),
    BOOKING_BY_HOSPITAL("booking-by-hospital"),
    REQUEST_ACCEPTED("request-accepted"),
    CONSULTATION_ENDED("consultation-ended"),
    HAND_OVER("hand-over"),
    DELIVERY_FAILED("delivery-failed"),
    EXPERTISE("expertise"),
    MAIL_FAILED("mail-failed"),
    GLASS_BROKEN("glass-broken");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Its name on the wire and in the database. */
    public String code() {
      return code;
    }

    public static Kind of(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no such kind of notification: " + code);
    }
  }

  Map<String, News> OTHERS =
      Map.of(
          "booking.made", new OfBooking(Change.MADE),
          "booking.moved", new OfBooking(Change.MOVED),
          "booking.cancelled", new OfBooking(Change.CANCELLED),
          "booking.conflicted", new OfClash(),
          "booking.made-by-hospital", new OfHospital(),
          "consultation.accepted", new OfCare(Kind.REQUEST_ACCEPTED, "", false),
          "consultation.handed-over", new OfCare(Kind.HAND_OVER, "handed-over", true));

  /**
   * What is told of an expertise to the nurses alone: it is the expert's own doing, or her silence.
   */
  Set<String> FOR_NURSES =
      Set.of("assigned", "pieces-wanted", "pieces-reminded", "answered", "expired");

  /** What any specialist may answer is told to all of them, and not to the nurses who ask. */
  Set<String> FOR_SPECIALISTS = Set.of("requested");

  /** What the expert is told of it too. */
  Set<String> FOR_THE_EXPERT =
      Set.of("escalated", "pieces-added", "pieces-overdue", "converted", "cancelled");

  /** What an event of this type is to people; nothing, for most. */
  static Optional<News> of(String feedType) {
    var dot = feedType.indexOf('.');
    var subject = feedType.substring(0, Math.max(dot, 0));
    var what = feedType.substring(dot + 1);
    if (subject.equals("consultation") && isExit(what)) {
      return Optional.of(new OfCare(Kind.CONSULTATION_ENDED, what, true));
    }
    if (subject.equals("consultation") && what.startsWith("hand-over")) {
      return Optional.of(new OfCare(Kind.HAND_OVER, what, true));
    }
    if (subject.equals("expertise")
        && (FOR_NURSES.contains(what)
            || FOR_SPECIALISTS.contains(what)
            || FOR_THE_EXPERT.contains(what))) {
      return Optional.of(new OfCare(Kind.EXPERTISE, what, FOR_THE_EXPERT.contains(what)));
    }
    return Optional.ofNullable(OTHERS.get(feedType));
  }

  private static boolean isExit(String state) {
    return Coded.parse(State.class, state).filter(State::isExit).isPresent();
  }
}
