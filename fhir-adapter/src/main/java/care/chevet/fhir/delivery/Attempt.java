package care.chevet.fhir.delivery;

import java.time.Duration;
import java.util.Optional;

/** How one attempt to deliver ended. */
sealed interface Attempt {

  /** The hospital holds everything; {@code reference} is where the document lies. */
  record Done(String reference) implements Attempt {}

  /** Nothing was sent, for the hospital takes nothing of it. */
  record NotTaken() implements Attempt {}

  /** Something on our side is not ready; the hospital was not at fault. */
  record Waiting(Duration pause, String words) implements Attempt {}

  /** The hospital did not answer as it should; try again later. */
  record Failed(Optional<Duration> retryAfter, String words) implements Attempt {}

  /** Trying again cannot help; a person must look. */
  record Hopeless(String code, String words) implements Attempt {}
}
