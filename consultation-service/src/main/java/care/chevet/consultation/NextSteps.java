package care.chevet.consultation;

import static care.chevet.consultation.State.ABSENT;
import static care.chevet.consultation.State.CANCELLED;
import static care.chevet.consultation.State.CONVERTED;
import static care.chevet.consultation.State.MISROUTED;
import static care.chevet.consultation.State.PATIENT_UNWELL;
import static care.chevet.consultation.State.PHYSICIAN_UNAVAILABLE;
import static care.chevet.consultation.State.REFUSED_BY_PATIENT;
import static care.chevet.consultation.State.TECHNICAL_FAILURE;
import static care.chevet.consultation.Way.CONVERT;
import static care.chevet.consultation.Way.REBOOK;
import static care.chevet.consultation.Way.REDIRECT;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Set;

/** What comes next after each side exit, and who may begin it. */
final class NextSteps {

  /** After this state, this party may go on in one of these ways, once. */
  record NextStep(State after, Party by, List<Way> ways) {}

  /**
   * The table behind {@code next} in the API. A resident who refused may change her mind; the new
   * file needs her consent like any other. The physician who converts has the opinion asked for.
   */
  static final List<NextStep> TABLE =
      List.of(
          after(CANCELLED, Party.NURSE, REBOOK, REDIRECT),
          after(ABSENT, Party.NURSE, REBOOK),
          after(PHYSICIAN_UNAVAILABLE, Party.NURSE, REBOOK, REDIRECT, CONVERT),
          after(TECHNICAL_FAILURE, Party.NURSE, REBOOK, CONVERT),
          after(PATIENT_UNWELL, Party.NURSE, REBOOK, CONVERT),
          after(REFUSED_BY_PATIENT, Party.NURSE, REBOOK),
          after(MISROUTED, Party.NURSE, REDIRECT, CONVERT),
          after(CONVERTED, Party.NURSE, CONVERT),
          after(CONVERTED, Party.PHYSICIAN, CONVERT));

  private NextSteps() {}

  private static NextStep after(State state, Party by, Way... ways) {
    return new NextStep(state, by, List.of(ways));
  }

  /** The ways that these parties may take now, in the order of the table. */
  static List<Way> ways(Consultation after, Set<Party> parties) {
    return after.ties().followedBy() != null
        ? List.of()
        : TABLE.stream()
            .filter(step -> step.after() == after.state() && parties.contains(step.by()))
            .flatMap(step -> step.ways().stream())
            .distinct()
            .toList();
  }

  /** The consultation as it is, or why these parties may not go on from it so. */
  static Outcome<Consultation> permit(Way way, Consultation after, Set<Party> parties) {
    if (ways(after, parties).contains(way)) {
      return Outcome.done(after);
    }
    if (after.ties().followedBy() != null) {
      return Outcome.refused(Refusal.conflict("already_continued"));
    }
    return TABLE.stream().anyMatch(step -> parties.contains(step.by()))
        ? Outcome.refused(Refusal.conflict("wrong_state", after.state().code()))
        : Outcome.refused(Refusal.forbidden(Party.NURSE.refusalCode()));
  }
}
