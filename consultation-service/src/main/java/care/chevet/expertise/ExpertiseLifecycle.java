package care.chevet.expertise;

import static care.chevet.expertise.Expertise.State.ASSIGNED;
import static care.chevet.expertise.Expertise.State.EXPIRED;
import static care.chevet.expertise.Expertise.State.PIECES_WANTED;
import static care.chevet.expertise.Expertise.State.REQUESTED;
import static care.chevet.expertise.Part.CLOCK;
import static care.chevet.expertise.Part.EXPERT;
import static care.chevet.expertise.Part.NURSE;
import static care.chevet.expertise.Part.SPECIALIST;

import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Assigned;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.Expertise.Converted;
import care.chevet.expertise.Expertise.Expired;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.Expertise.State;
import care.chevet.expertise.ExpertiseAct.Acceptance;
import care.chevet.expertise.ExpertiseAct.Cancellation;
import care.chevet.expertise.ExpertiseAct.Conversion;
import care.chevet.expertise.ExpertiseAct.Escalation;
import care.chevet.expertise.ExpertiseAct.Pieces;
import care.chevet.expertise.ExpertiseAct.PiecesRequest;
import care.chevet.expertise.ExpertiseAct.Signature;
import care.chevet.expertise.ExpertiseAct.Silence;
import care.chevet.expertise.ExpertiseAct.Withdrawal;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The life of an expertise: what may be done in which state, by whom, and what it leads to. */
final class ExpertiseLifecycle {

  /** One row: this act, by this part, in these states. */
  record Row(Class<? extends ExpertiseAct> act, String action, Part by, Set<State> in) {
    static Row row(
        Class<? extends ExpertiseAct> act, String action, Part by, State first, State... others) {
      return new Row(act, action, by, Collections.unmodifiableSet(EnumSet.of(first, others)));
    }
  }

  static final List<Row> TABLE =
      List.of(
          Row.row(Acceptance.class, "accept", SPECIALIST, REQUESTED),
          Row.row(Escalation.class, "escalate", CLOCK, REQUESTED, ASSIGNED),
          Row.row(PiecesRequest.class, "want-pieces", EXPERT, ASSIGNED),
          Row.row(Silence.class, "remind", CLOCK, PIECES_WANTED),
          Row.row(Pieces.class, "add-pieces", NURSE, REQUESTED, ASSIGNED, PIECES_WANTED),
          Row.row(Signature.class, "sign", EXPERT, ASSIGNED, PIECES_WANTED),
          Row.row(Conversion.class, "convert", NURSE, REQUESTED, ASSIGNED, PIECES_WANTED, EXPIRED),
          Row.row(Conversion.class, "convert", EXPERT, ASSIGNED, PIECES_WANTED),
          Row.row(Cancellation.class, "cancel", NURSE, REQUESTED, ASSIGNED, PIECES_WANTED, EXPIRED),
          Row.row(
              Withdrawal.class,
              "withdraw-consent",
              NURSE,
              REQUESTED,
              ASSIGNED,
              PIECES_WANTED,
              EXPIRED));

  private ExpertiseLifecycle() {}

  /** The state that the act leads to, or why it may not be done now. */
  static Outcome<Expertise> apply(Expertise from, ExpertiseAct act, Set<Part> parts) {
    var rows = TABLE.stream().filter(row -> row.act() == act.getClass()).toList();
    if (rows.stream().noneMatch(row -> parts.contains(row.by()))) {
      return Outcome.refused(Refusal.forbidden(rows.getFirst().by().refusalCode()));
    }
    if (rows.stream()
        .anyMatch(row -> parts.contains(row.by()) && row.in().contains(from.state()))) {
      return Outcome.done(step(from, act));
    }
    return Outcome.refused(
        act instanceof Acceptance && from.expert().isPresent()
            ? Refusal.conflict("expertise_already_taken")
            : Refusal.conflict("expertise_not_now", from.state().code()));
  }

  /** What these parts may do now, by name, in the order of the table. */
  static List<String> actions(Expertise in, Set<Part> parts) {
    return TABLE.stream()
        .filter(row -> parts.contains(row.by()) && row.in().contains(in.state()))
        .map(Row::action)
        .distinct()
        .toList();
  }

  private static Expertise step(Expertise from, ExpertiseAct act) {
    var asked = from.asked();
    var course = from.course();
    return switch (act) {
      case Acceptance(var expert, var at) -> new Assigned(asked, course.turnOf(expert, at), expert);
      case Escalation(var next, var dueAt, var at) -> {
        var over = course.ended(at, Turn.Why.OVERDUE);
        yield next == null
            ? new Expired(asked, over, at)
            : new Assigned(asked, over.turnOf(next, at).dueNotBefore(dueAt), next);
      }
      case PiecesRequest(var wanted, var dueAt, _) ->
          new PiecesWanted(asked, course, expertOf(from), wanted, dueAt, false);
      case Silence(var dueAt, _) -> afterSilence((PiecesWanted) from, dueAt);
      case Pieces(var dueAt, _) ->
          from instanceof PiecesWanted wanting
              ? new Assigned(asked, course.dueNotBefore(dueAt), wanting.by())
              : from;
      case Signature(var opinion) ->
          new Answered(
              asked, course.ended(opinion.signedAt(), Turn.Why.ANSWERED), expertOf(from), opinion);
      case Conversion(var by, var at) ->
          new Converted(asked, course.ended(at, Turn.Why.CONVERTED), by, at);
      case Cancellation(var by, var reason, var at) ->
          new Cancelled(asked, course.ended(at, Turn.Why.CANCELLED), by, reason, null, at);
      case Withdrawal(var by, var withdrawnBy, var reason, var at) ->
          new Cancelled(asked, course.ended(at, Turn.Why.CANCELLED), by, reason, withdrawnBy, at);
    };
  }

  private static Expertise afterSilence(PiecesWanted from, Instant dueAt) {
    return from.reminded()
        ? new Assigned(from.asked(), from.course().dueNotBefore(dueAt), from.by())
        : new PiecesWanted(from.asked(), from.course(), from.by(), from.wanted(), dueAt, true);
  }

  private static UUID expertOf(Expertise expertise) {
    return expertise.expert().orElseThrow();
  }
}
