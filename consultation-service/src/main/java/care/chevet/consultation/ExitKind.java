package care.chevet.consultation;

import care.chevet.consultation.Act.Absence;
import care.chevet.consultation.Act.Indisposition;
import care.chevet.consultation.Act.Leaving;
import care.chevet.consultation.Act.Misrouting;
import care.chevet.consultation.Act.PatientRefusal;
import care.chevet.consultation.Act.TechnicalFailure;
import care.chevet.consultation.Act.Unavailability;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A side exit that is taken by naming it; the state that it leads to has the same name. */
public enum ExitKind implements Coded {
  ABSENT,
  PHYSICIAN_UNAVAILABLE,
  TECHNICAL_FAILURE,
  PATIENT_UNWELL,
  REFUSED_BY_PATIENT,
  MISROUTED;

  Leaving act(UUID by, String reason, @Nullable Specialty suggested, Instant at) {
    return switch (this) {
      case ABSENT -> new Absence(by, reason, at);
      case PHYSICIAN_UNAVAILABLE -> new Unavailability(by, reason, at);
      case TECHNICAL_FAILURE -> new TechnicalFailure(by, reason, at);
      case PATIENT_UNWELL -> new Indisposition(by, reason, at);
      case REFUSED_BY_PATIENT -> new PatientRefusal(by, reason, at);
      case MISROUTED -> new Misrouting(by, reason, suggested, at);
    };
  }
}
