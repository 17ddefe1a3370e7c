package care.chevet.fhir.delivery;

import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.delivery.Backlog.Told;
import java.util.Optional;

/** What hospitals are told: signed report, prescription, appointment, course of an expertise. */
final class News {

  private News() {}

  /** What a hospital knows once it has been told of {@code consultation}. */
  static Told of(Consultation consultation, Told before) {
    var report = consultation.report();
    var prescription = consultation.prescription();
    return new Told(
        report == null ? 0 : report.version(),
        prescription == null || consultation.physician() == null ? 0 : prescription.version(),
        appointment(consultation, before),
        Optional.empty());
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

  /**
   * A hold that was never firm is nothing to speak of; a booking once told of is told to its end.
   */
  static Told of(Booking booking, Told before) {
    return booking.booked() || before.appointment().isPresent()
        ? new Told(0, 0, Optional.of(appointment(booking)), Optional.empty())
        : Told.NOTHING;
  }

  private static String appointment(Booking booking) {
    return String.join(
        "/",
        booking.appointmentState() + "@" + booking.starts(),
        booking.ends().toString(),
        booking.physician().id(),
        booking.nurse().id());
  }

  static Told of(Expertise expertise) {
    var expert = expertise.expert();
    var course =
        String.join(
            "/",
            expertise.state().wire() + "@" + expertise.changedAt(),
            expertise.dueAt().toString(),
            expert == null ? "" : expert.id());
    return new Told(0, 0, Optional.empty(), Optional.of(course));
  }

  static boolean worthTelling(Told before, Told now) {
    return now.reportVersion() > before.reportVersion()
        || now.prescriptionVersion() > before.prescriptionVersion()
        || (now.appointment().isPresent() && !now.appointment().equals(before.appointment()))
        || (now.course().isPresent() && !now.course().equals(before.course()));
  }
}
