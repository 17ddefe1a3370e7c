package care.chevet.consultation;

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
import care.chevet.consultation.Consultation.PatientUnwell;
import care.chevet.consultation.Consultation.PhysicianUnavailable;
import care.chevet.consultation.Consultation.RefusedByPatient;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.Consultation.TechnicallyFailed;
import java.util.Arrays;

/** The name of a state, for the places where a type cannot go: JSON, SQL, a diagram. */
public enum State implements Coded {
  REQUESTED(Requested.class),
  SCHEDULED(Scheduled.class),
  ACCEPTED(Accepted.class),
  AT_BEDSIDE(AtBedside.class),
  IN_SESSION(InSession.class),
  CONCLUDED(Concluded.class),
  REPORTED(Reported.class),
  DELIVERED(Delivered.class),
  CANCELLED(Cancelled.class),
  ABSENT(Absent.class),
  PHYSICIAN_UNAVAILABLE(PhysicianUnavailable.class),
  TECHNICAL_FAILURE(TechnicallyFailed.class),
  PATIENT_UNWELL(PatientUnwell.class),
  REFUSED_BY_PATIENT(RefusedByPatient.class),
  MISROUTED(Misrouted.class),
  CONVERTED(Converted.class);

  private final Class<? extends Consultation> type;

  State(Class<? extends Consultation> type) {
    this.type = type;
  }

  static State of(Class<? extends Consultation> type) {
    return Arrays.stream(values()).filter(state -> state.type == type).findFirst().orElseThrow();
  }

  /** Whether it is one of the side exits: the consultation ended without having been held. */
  public boolean isExit() {
    return Left.class.isAssignableFrom(type);
  }
}
