package care.chevet.consultation;

import care.chevet.consent.Consent;
import care.chevet.consultation.Act.Absence;
import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Act.Conversion;
import care.chevet.consultation.Act.Indisposition;
import care.chevet.consultation.Act.Leaving;
import care.chevet.consultation.Act.Misrouting;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Act.TechnicalFailure;
import care.chevet.consultation.Act.Unavailability;
import care.chevet.consultation.Act.Unwillingness;
import care.chevet.consultation.Act.Withdrawal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consultation in one state of its life: a nurse with the resident, a physician far away.
 *
 * <p>Each state is the state before it and the {@link Act} that led here, so whatever a state needs
 * is there by construction: nothing can be concluded that was never accepted. {@link Lifecycle}
 * holds the only ways from one to the next.
 */
public sealed interface Consultation {

  /** The state that this one came from, or null at the beginning. */
  @Nullable Consultation before();

  Request request();

  /** What binds it to colleagues and other files. */
  Ties ties();

  default UUID id() {
    return request().id();
  }

  /** When it reached this state. */
  Instant since();

  default State state() {
    return State.of(getClass());
  }

  /** This consultation as it was when it reached {@code state}, if it ever did. */
  default <S extends Consultation> Optional<S> as(Class<S> state) {
    for (Consultation at = this; at != null; at = at.before()) {
      if (state.isInstance(at)) {
        return Optional.of(state.cast(at));
      }
    }
    return Optional.empty();
  }

  /** The physician who accepted it or is booked for it, if one is. */
  default Optional<UUID> physician() {
    return as(Answered.class).map(Answered::answeredBy);
  }

  /** The consent to it as last recorded: at the bedside, or else with the request. */
  default Optional<Consent> consent() {
    return as(AtBedside.class)
        .flatMap(it -> Optional.ofNullable(it.act().consent()))
        .or(() -> Optional.ofNullable(request().consent()));
  }

  /** The act by which that consent was taken back, if it was. */
  default Optional<Withdrawal> withdrawal() {
    return as(RefusedByPatient.class)
        .flatMap(it ->
            it.act() instanceof Withdrawal withdrawal ? Optional.of(withdrawal) : Optional.empty());
  }

  /** A state before the medical part has ended. */
  sealed interface Open extends Consultation {}

  /** A state in which the session has not begun, so that it can still be called off. */
  sealed interface Pending extends Open {}

  /** A state in which a physician has been found and the nurse has not come to the bedside. */
  sealed interface Answered extends Pending, Later {
    UUID answeredBy();
  }

  /** A state that another one went before. */
  sealed interface Later extends Consultation {
    @Override
    Consultation before();

    /** What led from there to here. */
    Act act();

    @Override
    default Request request() {
      return before().request();
    }

    @Override
    default Ties ties() {
      return before().ties();
    }

    @Override
    default Instant since() {
      return act().at();
    }
  }

  /** The nurse has asked; nobody has answered yet. */
  record Requested(Request request, Ties ties) implements Pending {
    @Override
    public @Nullable Consultation before() {
      return null;
    }

    @Override
    public Instant since() {
      return request.at();
    }
  }

  /** A physician has taken it. */
  record Accepted(Requested before, Acceptance act) implements Answered {
    @Override
    public UUID answeredBy() {
      return act.physician();
    }
  }

  /** Physician, nurse and resident are booked for one time. */
  record Scheduled(Requested before, Scheduling act) implements Answered {
    @Override
    public UUID answeredBy() {
      return act.physician();
    }
  }

  /** The nurse is with the resident, identity confirmed. */
  record AtBedside(Answered before, Readiness act) implements Pending, Later {}

  /** They see and hear each other. */
  record InSession(AtBedside before, SessionStart act) implements Open, Later {}

  /** The session is over; the report is awaited. */
  record Concluded(InSession before, Conclusion act) implements Later {}

  /** The report is signed. */
  record Reported(Concluded before, Signature act) implements Later {}

  /** Every recipient has the report. */
  record Delivered(Reported before, Arrival act) implements Later {}

  /** A side exit: it ended without a report, with who and why. */
  sealed interface Left extends Later {
    @Override
    Open before();

    @Override
    Leaving act();
  }

  /** It was called off before the session began. */
  record Cancelled(Pending before, Cancellation act) implements Left {}

  /** The resident was not there. */
  record Absent(Answered before, Absence act) implements Left {}

  /** No physician could be had, or the one who was had to go. */
  record PhysicianUnavailable(Open before, Unavailability act) implements Left {}

  /** They could not see and hear each other. */
  record TechnicallyFailed(Open before, TechnicalFailure act) implements Left {}

  /** The resident was too unwell for it. */
  record PatientUnwell(Open before, Indisposition act) implements Left {}

  /** The resident did not want it, or no longer. */
  record RefusedByPatient(Open before, Unwillingness act) implements Left {}

  /** It was asked of the wrong specialty. */
  record Misrouted(Open before, Misrouting act) implements Left {}

  /** The question is answered in writing instead. */
  record Converted(Open before, Conversion act) implements Left {}
}
