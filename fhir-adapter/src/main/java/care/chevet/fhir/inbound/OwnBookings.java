package care.chevet.fhir.inbound;

import org.hl7.fhir.r4.model.Appointment;

/**
 * Appointments that hospitals book with us. One that comes back in a hospital's own list is no plan
 * of the hospital's: it would be in its own way.
 */
public final class OwnBookings {

  /** System of the identifier that they bear. */
  public static final String SYSTEM = "https://chevet.care/bookings";

  private OwnBookings() {}

  static boolean include(Appointment appointment) {
    return appointment.getIdentifier().stream().anyMatch(each -> SYSTEM.equals(each.getSystem()));
  }
}
