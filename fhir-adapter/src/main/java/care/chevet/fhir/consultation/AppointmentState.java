package care.chevet.fhir.consultation;

/** Where the appointment of a consultation stands. */
public enum AppointmentState {
  BOOKED,
  ARRIVED,
  FULFILLED,
  CANCELLED,
  ABSENT;

  /** What the state of a consultation says of its appointment. */
  static AppointmentState of(String consultationState) {
    return switch (consultationState) {
      case "scheduled", "accepted" -> BOOKED;
      case "at-bedside", "in-session" -> ARRIVED;
      case "concluded", "reported", "delivered" -> FULFILLED;
      case "absent" -> ABSENT;
      // Requested again, its time was given up; every other exit gives it up as well.
      default -> CANCELLED;
    };
  }
}
