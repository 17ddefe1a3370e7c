package care.chevet.fhir.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * The order in which a hospital is told. A lane is held under a lease by one process at a time;
 * every change under a lane that has passed to another throws {@link LeaseLost}.
 */
public interface Lanes {

  /** A held lane and the oldest delivery in it. */
  record Claim(Lane lane, Delivery delivery) {}

  /** Holds the lane whose oldest delivery has been due the longest. */
  Optional<Claim> claim(String hospital, String owner, Duration lease);

  /** Holds one lane by name, unless somebody else does. */
  Optional<Lane> claimSubject(String hospital, String subject, String owner, Duration lease);

  /** Makes sure, until the caller's transaction ends, that the lane is still ours. */
  void guard(Lane lane);

  void renew(Lane lane, Duration lease);

  void release(Lane lane);

  void delivered(Lane lane, Delivery delivery);

  /** Ends a delivery of which nothing is for the hospital. */
  void notTaken(Lane lane, Delivery delivery);

  /** {@code counted}: whether this was an attempt at the hospital. */
  void postpone(Lane lane, Delivery delivery, Duration wait, boolean counted, String words);

  void bury(Lane lane, Delivery delivery, String code, String words);
}
