package care.chevet.expertise;

import care.chevet.access.Actor;
import java.util.EnumSet;
import java.util.Set;

/** Someone with a part in one expertise. */
public enum Part {
  /** A nurse of the resident's care home. */
  NURSE("not_a_nurse_here"),
  /** Any physician of the specialty. */
  SPECIALIST("not_your_specialty"),
  /** The physician whose turn it is. */
  EXPERT("not_the_expert"),
  /** The clock, when the answer is due. */
  CLOCK("not_for_people");

  private final String refusalCode;

  Part(String refusalCode) {
    this.refusalCode = refusalCode;
  }

  String refusalCode() {
    return refusalCode;
  }

  /** What this person is to this expertise. */
  public static Set<Part> of(Actor actor, Expertise expertise) {
    var parts = EnumSet.noneOf(Part.class);
    switch (actor.role()) {
      case NURSE -> {
        if (actor.careHomes().contains(expertise.asked().careHome())) {
          parts.add(NURSE);
        }
      }
      case PHYSICIAN -> {
        if (actor.specialties().contains(expertise.asked().specialty())) {
          parts.add(SPECIALIST);
        }
        if (expertise.expert().filter(actor.person()::equals).isPresent()) {
          parts.add(EXPERT);
        }
      }
      case COORDINATOR, OPERATOR -> {}
    }
    return parts;
  }
}
