package care.chevet.consultation;

import care.chevet.access.Actor;
import java.util.EnumSet;
import java.util.Set;

/** Someone with a part in one consultation: what the transition table means by "who". */
public enum Party {
  /** A nurse of the resident's care home. */
  NURSE("not_a_nurse_here"),
  /** Any physician of the specialty that was asked for. */
  ON_CALL("not_your_specialty"),
  /** A coordinator, who books for all care homes. */
  COORDINATOR("not_a_coordinator"),
  /** The physician who accepted or is booked. */
  PHYSICIAN("not_the_treating_physician"),
  /** The colleague who is asked to take over from the physician. */
  SUCCESSOR("not_asked_to_take_over"),
  /** The room, where media begins to flow. */
  ROOM("not_for_people"),
  /** The hospitals that receive the report. */
  RECIPIENTS("not_for_people"),
  /** Somebody from outside, by a link to this one room. */
  GUEST("not_for_people");

  private final String refusalCode;

  Party(String refusalCode) {
    this.refusalCode = refusalCode;
  }

  /** The code that tells a caller that only this party may do it. */
  String refusalCode() {
    return refusalCode;
  }

  /** What this person is to this consultation: nothing, or one part or more. */
  public static Set<Party> of(Actor actor, Consultation consultation) {
    var parts = EnumSet.noneOf(Party.class);
    switch (actor.role()) {
      case NURSE -> {
        if (actor.careHomes().contains(consultation.request().careHome())) {
          parts.add(NURSE);
        }
      }
      case PHYSICIAN -> {
        if (actor.specialties().contains(consultation.request().specialty())) {
          parts.add(ON_CALL);
        }
        if (consultation.physician().filter(actor.person()::equals).isPresent()) {
          parts.add(PHYSICIAN);
        }
        if (consultation.ties().asks(actor.person())) {
          parts.add(SUCCESSOR);
        }
      }
      case COORDINATOR -> parts.add(COORDINATOR);
      case OPERATOR -> {}
    }
    return parts;
  }
}
