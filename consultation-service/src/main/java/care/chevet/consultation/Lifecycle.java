package care.chevet.consultation;

import static care.chevet.consultation.Activity.ACKNOWLEDGE;
import static care.chevet.consultation.Activity.AMEND;
import static care.chevet.consultation.Activity.ANSWER_CHECKLIST;
import static care.chevet.consultation.Activity.DRAFT_REPORT;
import static care.chevet.consultation.Activity.HAND_OVER;
import static care.chevet.consultation.Activity.INVITE;
import static care.chevet.consultation.Activity.JOIN;
import static care.chevet.consultation.Activity.PRESCRIBE;
import static care.chevet.consultation.Activity.RECORD_VITALS;
import static care.chevet.consultation.Activity.REFUSE_HAND_OVER;
import static care.chevet.consultation.Activity.TAKE_OVER;
import static care.chevet.consultation.Activity.WAIVE_CHECKLIST;
import static care.chevet.consultation.Allowance.allow;
import static care.chevet.consultation.Party.COORDINATOR;
import static care.chevet.consultation.Party.GUEST;
import static care.chevet.consultation.Party.NURSE;
import static care.chevet.consultation.Party.ON_CALL;
import static care.chevet.consultation.Party.PHYSICIAN;
import static care.chevet.consultation.Party.RECIPIENTS;
import static care.chevet.consultation.Party.ROOM;
import static care.chevet.consultation.Party.SUCCESSOR;
import static care.chevet.consultation.State.ACCEPTED;
import static care.chevet.consultation.State.AT_BEDSIDE;
import static care.chevet.consultation.State.CONCLUDED;
import static care.chevet.consultation.State.DELIVERED;
import static care.chevet.consultation.State.IN_SESSION;
import static care.chevet.consultation.State.REPORTED;
import static care.chevet.consultation.State.REQUESTED;
import static care.chevet.consultation.State.SCHEDULED;
import static care.chevet.consultation.Transition.row;
import static care.chevet.consultation.Transition.rows;
import static care.chevet.consultation.Transition.table;

import care.chevet.consultation.Act.Absence;
import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Act.Conversion;
import care.chevet.consultation.Act.Indisposition;
import care.chevet.consultation.Act.Misrouting;
import care.chevet.consultation.Act.PatientRefusal;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Act.Rescheduling;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Act.TechnicalFailure;
import care.chevet.consultation.Act.Unavailability;
import care.chevet.consultation.Act.Unscheduling;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Consultation.Absent;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Converted;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Left;
import care.chevet.consultation.Consultation.Misrouted;
import care.chevet.consultation.Consultation.Open;
import care.chevet.consultation.Consultation.PatientUnwell;
import care.chevet.consultation.Consultation.PhysicianUnavailable;
import care.chevet.consultation.Consultation.RefusedByPatient;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.Consultation.TechnicallyFailed;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The life of a consultation: every way from one state to the next, and who may take it. */
public final class Lifecycle {

  private static final Set<Party> NURSE_ALONE = Set.of(NURSE);
  private static final Set<Party> EITHER_SIDE =
      Collections.unmodifiableSet(EnumSet.of(NURSE, PHYSICIAN));

  /** The transition table. The code runs from it, and so does {@code consultation-lifecycle.md}. */
  static final List<Transition<?, ?, ?>> TABLE =
      table(
          row(Requested.class, Acceptance.class, Accepted.class, Accepted::new, ON_CALL),
          row(
              Requested.class,
              Scheduling.class,
              Scheduled.class,
              Scheduled::new,
              NURSE,
              COORDINATOR),
          row(
              Scheduled.class,
              Rescheduling.class,
              Scheduled.class,
              Lifecycle::moved,
              NURSE,
              COORDINATOR,
              PHYSICIAN),
          row(
              Scheduled.class,
              Unscheduling.class,
              Requested.class,
              (from, _) -> from.before(),
              NURSE,
              COORDINATOR,
              PHYSICIAN),
          rows(
              Readiness.class,
              AtBedside.class,
              AtBedside::new,
              NURSE_ALONE,
              Scheduled.class,
              Accepted.class),
          row(AtBedside.class, SessionStart.class, InSession.class, InSession::new, ROOM),
          row(InSession.class, Conclusion.class, Concluded.class, Concluded::new, PHYSICIAN),
          row(Concluded.class, Signature.class, Reported.class, Reported::new, PHYSICIAN),
          row(Reported.class, Arrival.class, Delivered.class, Delivered::new, RECIPIENTS),
          row(Requested.class, Cancellation.class, Cancelled.class, Cancelled::new, NURSE),
          rows(
              Cancellation.class,
              Cancelled.class,
              Cancelled::new,
              EITHER_SIDE,
              Scheduled.class,
              Accepted.class,
              AtBedside.class),
          rows(
              Absence.class,
              Absent.class,
              Absent::new,
              EITHER_SIDE,
              Scheduled.class,
              Accepted.class),
          row(
              Requested.class,
              Unavailability.class,
              PhysicianUnavailable.class,
              PhysicianUnavailable::new,
              NURSE),
          onceAnswered(
              Unavailability.class,
              PhysicianUnavailable.class,
              PhysicianUnavailable::new,
              EITHER_SIDE),
          onceAnswered(
              TechnicalFailure.class, TechnicallyFailed.class, TechnicallyFailed::new, EITHER_SIDE),
          row(Requested.class, Indisposition.class, PatientUnwell.class, PatientUnwell::new, NURSE),
          onceAnswered(Indisposition.class, PatientUnwell.class, PatientUnwell::new, EITHER_SIDE),
          row(
              Requested.class,
              PatientRefusal.class,
              RefusedByPatient.class,
              RefusedByPatient::new,
              NURSE),
          onceAnswered(
              PatientRefusal.class, RefusedByPatient.class, RefusedByPatient::new, EITHER_SIDE),
          row(
              Requested.class,
              Withdrawal.class,
              RefusedByPatient.class,
              RefusedByPatient::new,
              NURSE),
          onceAnswered(
              Withdrawal.class, RefusedByPatient.class, RefusedByPatient::new, EITHER_SIDE),
          row(Requested.class, Misrouting.class, Misrouted.class, Misrouted::new, ON_CALL),
          onceAnswered(Misrouting.class, Misrouted.class, Misrouted::new, Set.of(PHYSICIAN)),
          row(Requested.class, Conversion.class, Converted.class, Converted::new, NURSE),
          onceAnswered(Conversion.class, Converted.class, Converted::new, EITHER_SIDE));

  /** What may be done without moving on. */
  static final List<Allowance> ALLOWANCES =
      List.of(
          allow(JOIN, PHYSICIAN, SCHEDULED, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(JOIN, NURSE, AT_BEDSIDE, IN_SESSION),
          allow(JOIN, GUEST, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(DRAFT_REPORT, PHYSICIAN, IN_SESSION, CONCLUDED),
          allow(RECORD_VITALS, NURSE, REQUESTED, SCHEDULED, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(ANSWER_CHECKLIST, NURSE, REQUESTED, SCHEDULED, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(WAIVE_CHECKLIST, NURSE, REQUESTED, SCHEDULED, ACCEPTED),
          allow(HAND_OVER, PHYSICIAN, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(TAKE_OVER, SUCCESSOR, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(REFUSE_HAND_OVER, SUCCESSOR, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(AMEND, PHYSICIAN, REPORTED, DELIVERED),
          allow(PRESCRIBE, PHYSICIAN, IN_SESSION, CONCLUDED, REPORTED, DELIVERED),
          allow(INVITE, PHYSICIAN, SCHEDULED, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(INVITE, NURSE, SCHEDULED, ACCEPTED, AT_BEDSIDE, IN_SESSION),
          allow(ACKNOWLEDGE, RECIPIENTS, DELIVERED));

  private Lifecycle() {}

  /** The state that the act leads to, or why these parties may not do it now. */
  public static Outcome<Consultation> apply(Consultation from, Act act, Set<Party> parties) {
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

  /** How these parties may go on from it, by name, in the order of the table of next steps. */
  public static List<String> next(Consultation after, Set<Party> parties) {
    return NextSteps.ways(after, parties).stream().map(Way::code).toList();
  }

  /** Everything these parties may do now, by name, in the order of the tables. */
  public static List<String> actions(Consultation in, Set<Party> parties) {
    var acts =
        TABLE.stream()
            .filter(row -> row.leaves(in) && row.isOpenTo(parties))
            .map(row -> ActName.of(row.act()).action());
    var activities =
        ALLOWANCES.stream()
            .filter(row -> row.covers(in.state(), parties))
            .map(row -> row.activity().code());
    return Stream.concat(acts, activities).toList();
  }

  /** A way out of every state between the answer and the conclusion. */
  private static <A extends Act, T extends Consultation> List<Transition<?, ?, ?>> onceAnswered(
      Class<A> act, Class<T> to, BiFunction<Open, A, T> step, Set<Party> by) {
    return rows(
        act, to, step, by, Scheduled.class, Accepted.class, AtBedside.class, InSession.class);
  }

  /**
   * The same booking at another time: what stood there before is forgotten here, not in the audit.
   */
  private static Scheduled moved(Scheduled from, Rescheduling act) {
    return new Scheduled(from.before(), act.to());
  }

  private static Refusal reservedFor(Set<Party> parties) {
    return Refusal.forbidden(parties.iterator().next().refusalCode());
  }

  private static Refusal notNow(Consultation at, Transition<?, ?, ?> wanted) {
    if (at instanceof Left left && wanted.to() != left.getClass()) {
      return left instanceof Cancelled
          ? Refusal.conflict("consultation_cancelled")
          : Refusal.conflict("consultation_left", left.state().code());
    }
    var doneAlready = ActName.of(wanted.act()).doneAlready();
    return doneAlready != null && at.as(wanted.to()).isPresent()
        ? Refusal.conflict(doneAlready)
        : Refusal.conflict("wrong_state", at.state().code());
  }
}
