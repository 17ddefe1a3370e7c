package care.chevet.consultation;

import static care.chevet.consultation.Activity.DRAFT_REPORT;
import static care.chevet.consultation.Activity.JOIN;
import static care.chevet.consultation.Activity.RECORD_VITALS;
import static care.chevet.consultation.Allowance.allow;
import static care.chevet.consultation.Party.NURSE;
import static care.chevet.consultation.Party.ON_CALL;
import static care.chevet.consultation.Party.PHYSICIAN;
import static care.chevet.consultation.Party.RECIPIENTS;
import static care.chevet.consultation.Party.ROOM;
import static care.chevet.consultation.State.ACCEPTED;
import static care.chevet.consultation.State.AT_BEDSIDE;
import static care.chevet.consultation.State.CONCLUDED;
import static care.chevet.consultation.State.IN_SESSION;
import static care.chevet.consultation.State.REQUESTED;
import static care.chevet.consultation.Transition.row;

import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Later;
import care.chevet.consultation.Consultation.Pending;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The life of a consultation: every way from one state to the next, and who may take it. */
public final class Lifecycle {

  /** The transition table. The code runs from it, and so does {@code consultation-lifecycle.md}. */
  static final List<Transition<?, ?, ?>> TABLE =
      List.of(
          row(Requested.class, Acceptance.class, Accepted.class, Accepted::new, ON_CALL),
          row(Accepted.class, Readiness.class, AtBedside.class, AtBedside::new, NURSE),
          row(AtBedside.class, SessionStart.class, InSession.class, InSession::new, ROOM),
          row(InSession.class, Conclusion.class, Concluded.class, Concluded::new, PHYSICIAN),
          row(Concluded.class, Signature.class, Reported.class, Reported::new, PHYSICIAN),
          row(Reported.class, Arrival.class, Delivered.class, Delivered::new, RECIPIENTS),
          cancel(Requested.class, NURSE),
          cancel(Accepted.class, NURSE, PHYSICIAN),
          cancel(AtBedside.class, NURSE, PHYSICIAN));

  /** What may be done without moving on. */
  static final List<Allowance> ALLOWANCES =
      List.of(
          allow(JOIN, PHYSICIAN, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(JOIN, NURSE, AT_BEDSIDE, IN_SESSION),
          allow(DRAFT_REPORT, PHYSICIAN, IN_SESSION, CONCLUDED),
          allow(RECORD_VITALS, NURSE, REQUESTED, ACCEPTED, AT_BEDSIDE, IN_SESSION));

  /** What an act is called on a button, and in the refusal to do it again. */
  private record Name(String action, String doneAlready) {}

  private static final Map<Class<? extends Act>, Name> NAMES =
      Map.of(
          Acceptance.class, new Name("accept", "already_accepted"),
          Readiness.class, new Name("ready", "already_at_bedside"),
          SessionStart.class, new Name("start", "already_in_session"),
          Conclusion.class, new Name("conclude", "already_concluded"),
          Signature.class, new Name("sign", "already_reported"),
          Arrival.class, new Name("arrive", "already_delivered"),
          Cancellation.class, new Name("cancel", "already_cancelled"));

  private Lifecycle() {}

  /** The state that the act leads to, or why these parties may not do it now. */
  public static Outcome<Later> apply(Consultation from, Act act, Set<Party> parties) {
    var rows = TABLE.stream().filter(row -> row.act() == act.getClass()).toList();
    if (rows.stream().noneMatch(row -> row.isOpenTo(parties))) {
      return Outcome.refused(reservedFor(rows.getFirst().by()));
    }
    for (var row : rows) {
      if (row.leaves(from)) {
        return row.isOpenTo(parties)
            ? Outcome.done(row.take(from, act))
            : Outcome.refused(reservedFor(row.by()));
      }
    }
    return Outcome.refused(notNow(from, rows.getFirst()));
  }

  /** The consultation as it is, or why these parties may not do that in it now. */
  public static Outcome<Consultation> permit(
      Activity activity, Consultation in, Set<Party> parties) {
    var rows = ALLOWANCES.stream().filter(row -> row.activity() == activity).toList();
    if (rows.stream().anyMatch(row -> row.covers(in.state(), parties))) {
      return Outcome.done(in);
    }
    return Outcome.refused(
        rows.stream().anyMatch(row -> parties.contains(row.by()))
            ? Refusal.conflict("wrong_state", in.state().code())
            : Refusal.forbidden(rows.getFirst().by().refusalCode()));
  }

  /** Everything these parties may do now, by name, in the order of the tables. */
  public static List<String> actions(Consultation in, Set<Party> parties) {
    var acts =
        TABLE.stream()
            .filter(row -> row.leaves(in) && row.isOpenTo(parties))
            .map(row -> action(row.act()));
    var activities =
        ALLOWANCES.stream()
            .filter(row -> row.covers(in.state(), parties))
            .map(row -> row.activity().code());
    return Stream.concat(acts, activities).toList();
  }

  private static <F extends Pending> Transition<F, Cancellation, Cancelled> cancel(
      Class<F> from, Party by, Party... orBy) {
    return row(from, Cancellation.class, Cancelled.class, Cancelled::new, by, orBy);
  }

  static String action(Class<? extends Act> act) {
    return name(act).action();
  }

  private static Name name(Class<? extends Act> act) {
    return Objects.requireNonNull(NAMES.get(act), act::getSimpleName);
  }

  private static Refusal reservedFor(Set<Party> parties) {
    return Refusal.forbidden(parties.iterator().next().refusalCode());
  }

  private static Refusal notNow(Consultation at, Transition<?, ?, ?> wanted) {
    if (at instanceof Cancelled && wanted.to() != Cancelled.class) {
      return Refusal.conflict("consultation_cancelled");
    }
    return at.as(wanted.to()).isPresent()
        ? Refusal.conflict(name(wanted.act()).doneAlready())
        : Refusal.conflict("wrong_state", at.state().code());
  }
}
