package care.chevet.fhir.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The queues of deliveries. A lane is held under a lease by one process at a time; every change
 * under a lane that has passed to another throws {@link LeaseLost}.
 */
public interface Lanes {

  /** What is to be delivered, before it has a place in its lane. */
  record Order(
      String hospital,
      String subject,
      String eventId,
      String consultation,
      Told told,
      Instant asOf,
      String snapshot) {}

  /**
   * What a hospital has been told of one consultation, or is about to be.
   *
   * @param reportVersion newest version of the report; 0 for none
   * @param prescriptionVersion newest version of the prescription; 0 for none
   * @param appointment status and time of the appointment
   */
  record Told(int reportVersion, int prescriptionVersion, Optional<String> appointment) {}

  /** A held lane and the oldest delivery in it. */
  record Claim(Lane lane, Delivery delivery) {}

  /** Puts an order at the end of its lane, once per hospital and event. */
  void enqueue(Order order);

  /** What has been queued of a consultation so far, delivered or not. */
  Told told(String hospital, String consultation);

  /**
   * Snapshots of what a hospital holds of a consultation, one for each version of the prescription
   * before this one.
   */
  List<String> withEarlierPrescriptions(Delivery delivery, int prescriptionVersion);

  /** Holds the lane whose oldest delivery has been due the longest. */
  Optional<Claim> claim(String hospital, String owner, Duration lease);

  /** Holds one lane by name, unless somebody else does. */
  Optional<Lane> claimSubject(String hospital, String subject, String owner, Duration lease);

  /** Makes sure, until the caller's transaction ends, that the lane is still ours. */
  void guard(Lane lane);

  void renew(Lane lane, Duration lease);

  void release(Lane lane);

  void delivered(Lane lane, Delivery delivery);

  /** {@code counted}: whether this was an attempt at the hospital. */
  void postpone(Lane lane, Delivery delivery, Duration wait, boolean counted, String words);

  void bury(Lane lane, Delivery delivery, String code, String words);

  /** The delivery of a number, if it is still known. */
  Optional<Delivery> lastOf(OptionalLong delivery);

  /** Queues a delivery once more that was delivered or buried. */
  void requeue(long delivery);

  /** Queues once more every delivery of a lane that last sent something the hospital holds. */
  void requeueAll(String hospital, String subject);

  /** Makes everything queued for a hospital due now: it answers again. */
  void hasten(String hospital);

  void contacted(String hospital);

  void failed(String hospital, String words);
}
