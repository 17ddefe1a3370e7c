package care.chevet.fhir.consultation;

import java.time.Instant;
import java.util.List;

/**
 * A time that is booked before there is a consultation for it, as one event tells it.
 *
 * @param madeAt when it was booked first, wherever it has been moved since
 */
public record Booking(
    String id,
    String state,
    String specialty,
    Instant madeAt,
    Instant starts,
    Instant ends,
    Resident resident,
    Establishment careHome,
    Professional nurse,
    Professional physician,
    List<Establishment> hospitals) {

  public Booking {
    hospitals = List.copyOf(hospitals);
  }

  /** Whether it is firm: a hold is nobody's business yet. */
  public boolean booked() {
    return state.equals("booked");
  }

  public AppointmentState appointmentState() {
    return booked() ? AppointmentState.BOOKED : AppointmentState.CANCELLED;
  }
}
