package care.chevet.consultation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What someone does to a consultation that moves it to its next state; kept in that state. */
public sealed interface Act {

  Instant at();

  /** A physician takes the request. */
  record Acceptance(UUID physician, Instant at) implements Act {}

  /** The nurse is with the resident and has confirmed who that is. */
  record Readiness(UUID nurse, Set<IdentityTrait> confirmedTraits, Instant at) implements Act {
    public Readiness {
      confirmedTraits = Set.copyOf(confirmedTraits);
      if (confirmedTraits.size() < IdentityTrait.CONFIRMED_MIN) {
        throw new IllegalArgumentException("an identity is confirmed by at least two traits");
      }
    }
  }

  /** Nurse and physician are in the room and media flows. */
  record SessionStart(Instant at) implements Act {}

  /** The physician ends the medical part. */
  record Conclusion(UUID physician, Instant at) implements Act {}

  /** The physician signs the report. */
  record Signature(UUID physician, Instant at) implements Act {}

  /** The last recipient has acknowledged the report. */
  record Arrival(Instant at) implements Act {}

  /** Someone calls it off, and says why. */
  record Cancellation(UUID by, String reason, Instant at) implements Act {

    public static final int REASON_CHARACTERS_MAX = 500;
  }
}
