package care.chevet.scheduling;

import care.chevet.consultation.Coded;

/** What occupies a resident besides consultations. */
public enum AppointmentKind implements Coded {
  PHYSIOTHERAPY,
  DIALYSIS,
  OUTING,
  HOSPITAL,
  OTHER
}
