package care.chevet.consultation;

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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an act is called on a button, and in the refusal to do it again.
 *
 * @param doneAlready null for an act that can be done again
 */
record ActName(String action, @Nullable String doneAlready) {

  private static final Map<Class<? extends Act>, ActName> NAMES =
      Map.ofEntries(
          Map.entry(Acceptance.class, new ActName("accept", "already_accepted")),
          Map.entry(Scheduling.class, new ActName("schedule", "already_scheduled")),
          Map.entry(Rescheduling.class, new ActName("reschedule", null)),
          Map.entry(Unscheduling.class, new ActName("unschedule", null)),
          Map.entry(Readiness.class, new ActName("ready", "already_at_bedside")),
          Map.entry(SessionStart.class, new ActName("start", "already_in_session")),
          Map.entry(Conclusion.class, new ActName("conclude", "already_concluded")),
          Map.entry(Signature.class, new ActName("sign", "already_reported")),
          Map.entry(Arrival.class, new ActName("arrive", "already_delivered")),
          Map.entry(Cancellation.class, new ActName("cancel", "already_cancelled")),
          Map.entry(Absence.class, new ActName("absent", "already_left")),
          Map.entry(Unavailability.class, new ActName("physician-unavailable", "already_left")),
          Map.entry(TechnicalFailure.class, new ActName("technical-failure", "already_left")),
          Map.entry(Indisposition.class, new ActName("patient-unwell", "already_left")),
          Map.entry(PatientRefusal.class, new ActName("refused-by-patient", "already_left")),
          Map.entry(Withdrawal.class, new ActName("withdraw-consent", "already_left")),
          Map.entry(Misrouting.class, new ActName("misrouted", "already_left")),
          Map.entry(Conversion.class, new ActName("convert", "already_left")));

  static ActName of(Class<? extends Act> act) {
    return Objects.requireNonNull(NAMES.get(act), act::getSimpleName);
  }
}
