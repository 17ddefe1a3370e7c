package care.chevet.consultation;

import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What someone does to a consultation that moves it to its next state; kept in that state. */
public sealed interface Act {

  Instant at();

  /** A physician takes the request. */
  record Acceptance(UUID physician, Instant at) implements Act {}

  /** Someone books the physician, the nurse and the resident together. */
  record Scheduling(UUID booking, UUID physician, Instant starts, Instant ends, Instant at, UUID by)
      implements Act {}

  /** The booking is moved, to another time or another physician. */
  record Rescheduling(Scheduling to) implements Act {
    @Override
    public Instant at() {
      return to.at();
    }
  }

  /** The booking is given up, the consultation is not: it looks for a physician again. */
  record Unscheduling(UUID by, String reason, Instant at) implements Act {}

  /**
   * The nurse is with the resident and has confirmed who that is.
   *
   * @param consent as it was confirmed at the bedside; null leaves the one of the request
   */
  record Readiness(
      UUID nurse, Set<IdentityTrait> confirmedTraits, @Nullable Consent consent, Instant at)
      implements Act {
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

  /** Someone ends it without a report, and says why. */
  sealed interface Leaving extends Act {

    int REASON_CHARACTERS_MAX = 500;

    UUID by();

    String reason();
  }

  /** It is called off. */
  record Cancellation(UUID by, String reason, Instant at) implements Leaving {}

  /** The resident is not where she was to be. */
  record Absence(UUID by, String reason, Instant at) implements Leaving {}

  /** No physician answers, or the physician has to go. */
  record Unavailability(UUID by, String reason, Instant at) implements Leaving {}

  /** Sound and picture do not come through. */
  record TechnicalFailure(UUID by, String reason, Instant at) implements Leaving {}

  /** The resident is too unwell. */
  record Indisposition(UUID by, String reason, Instant at) implements Leaving {}

  /** The resident does not want it, or no longer. */
  sealed interface Unwillingness extends Leaving {}

  /** The resident says no. */
  record PatientRefusal(UUID by, String reason, Instant at) implements Unwillingness {}

  /** The consent is taken back; {@code by} is who writes it down. */
  record Withdrawal(UUID by, GivenBy withdrawnBy, String reason, Instant at)
      implements Unwillingness {}

  /** A physician sends it back: another specialty should have been asked. */
  record Misrouting(UUID by, String reason, @Nullable Specialty suggested, Instant at)
      implements Leaving {}

  /** An opinion in writing is asked for instead. */
  record Conversion(UUID by, String reason, Instant at) implements Leaving {}
}
