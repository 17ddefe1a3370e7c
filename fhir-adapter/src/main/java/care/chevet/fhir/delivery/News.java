package care.chevet.fhir.delivery;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.delivery.Backlog.Told;
import java.util.Optional;

/** What of a consultation hospitals are told: signed report, prescription, appointment. */
final class News {

  private News() {}

  /** What a hospital knows once it has been told of {@code consultation}. */
  static Told of(Consultation consultation, Told before) {
    var report = consultation.report();
    var prescription = consultation.prescription();
    return new Told(
        report == null ? 0 : report.version(),
        prescription == null || consultation.physician() == null ? 0 : prescription.version(),
        appointment(consultation, before));
  }

  /** An appointment once told of is told of again when it falls away. */
  private static Optional<String> appointment(Consultation consultation, Told before) {
    var scheduled = consultation.scheduled();
    if (scheduled == null) {
      return before.appointment().isPresent()
          ? Optional.of(consultation.appointmentState().name())
          : Optional.empty();
    }
    return Optional.of(
        consultation.appointmentState() + "@" + scheduled.starts() + "/" + scheduled.ends());
  }

  static boolean worthTelling(Told before, Told now) {
    return now.reportVersion() > before.reportVersion()
        || now.prescriptionVersion() > before.prescriptionVersion()
        || (now.appointment().isPresent() && !now.appointment().equals(before.appointment()));
  }
}
