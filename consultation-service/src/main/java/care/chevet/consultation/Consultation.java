package care.chevet.consultation;

import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Act.Signature;
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

  /** The physician who accepted it, if one has. */
  default Optional<UUID> physician() {
    return as(Accepted.class).map(accepted -> accepted.act().physician());
  }

  /** A state in which the session has not begun, so that it can still be called off. */
  sealed interface Pending extends Consultation {}

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
    default Instant since() {
      return act().at();
    }
  }

  /** The nurse has asked; nobody has answered yet. */
  record Requested(Request request) implements Pending {
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
  record Accepted(Requested before, Acceptance act) implements Pending, Later {}

  /** The nurse is with the resident, identity confirmed. */
  record AtBedside(Accepted before, Readiness act) implements Pending, Later {}

  /** They see and hear each other. */
  record InSession(AtBedside before, SessionStart act) implements Later {}

  /** The session is over; the report is awaited. */
  record Concluded(InSession before, Conclusion act) implements Later {}

  /** The report is signed. */
  record Reported(Concluded before, Signature act) implements Later {}

  /** Every recipient has the report. */
  record Delivered(Reported before, Arrival act) implements Later {}

  /** It was called off before the session began. */
  record Cancelled(Pending before, Cancellation act) implements Later {}
}
