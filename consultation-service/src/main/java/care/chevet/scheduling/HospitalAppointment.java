package care.chevet.scheduling;

/**
 * An appointment that a hospital has given a resident.
 *
 * @param reference what the hospital calls it
 */
public record HospitalAppointment(String reference, AppointmentKind kind, Interval time) {
  public static final int REFERENCE_CHARACTERS_MAX = 200;
}
