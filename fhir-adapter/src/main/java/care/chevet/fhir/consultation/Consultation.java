package care.chevet.fhir.consultation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consultation as one event tells it: a full snapshot at that moment. */
public record Consultation(
    String id,
    String state,
    String specialty,
    @Nullable String question,
    Instant requestedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant sessionStartedAt,
    @Nullable Instant concludedAt,
    Resident resident,
    Establishment careHome,
    Professional nurse,
    @Nullable Professional physician,
    List<VitalSign> vitals,
    @Nullable Report report,
    @Nullable Prescription prescription,
    @Nullable Consent consent,
    @Nullable Scheduled scheduled,
    List<Establishment> hospitals) {

  public Consultation {
    vitals = List.copyOf(vitals);
    hospitals = List.copyOf(hospitals);
  }

  public AppointmentState appointmentState() {
    return scheduled == null ? AppointmentState.CANCELLED : AppointmentState.of(state);
  }

  /** When care began: the session, or before it the acceptance, or before it the request. */
  public Instant startedAt() {
    if (sessionStartedAt != null) {
      return sessionStartedAt;
    }
    return acceptedAt != null ? acceptedAt : requestedAt;
  }
}
