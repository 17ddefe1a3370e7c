package care.chevet.fhir.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is to be delivered, and has been; who delivers it holds its {@link Lanes lane}. */
public interface Backlog {

  /**
   * What is to be delivered, before it has a place in its lane.
   *
   * @param consultation id of the consultation, booking or expertise
   */
  record Order(
      String hospital,
      String subject,
      String eventId,
      FileKind kind,
      String consultation,
      Told told,
      Instant asOf,
      String snapshot) {}

  /**
   * What a hospital has been told of one consultation, booking or expertise, or is about to be.
   *
   * @param reportVersion newest version of the report; 0 for none
   * @param prescriptionVersion newest version of the prescription; 0 for none
   * @param appointment status and time of the appointment
   * @param course where an expertise stands
   */
  record Told(
      int reportVersion,
      int prescriptionVersion,
      Optional<String> appointment,
      Optional<String> course) {

    static final Told NOTHING = new Told(0, 0, Optional.empty(), Optional.empty());
  }

  /** Puts an order at the end of its lane, once per hospital and event. */
  void enqueue(Order order);

  /**
   * Queues what was queued last of a consultation or an expertise once more, under another event,
   * wherever hospitals have been told of its report or prescription, or of the expertise: something
   * was added to it.
   */
  void enqueueAnew(String consultation, String eventId, Instant asOf);

  /** What has been queued of a consultation, booking or expertise so far, delivered or not. */
  Told told(String hospital, String consultation);

  /**
   * Snapshots of what a hospital holds of a consultation, one for each version of the prescription
   * before this one.
   */
  List<String> withEarlierPrescriptions(Delivery delivery, int prescriptionVersion);

  /** The delivery of a number, if it is still known. */
  Optional<Delivery> lastOf(OptionalLong delivery);

  /** Queues a delivery once more that was delivered or buried. */
  void requeue(long delivery);

  /** Queues once more every delivery of a lane that last sent something the hospital holds. */
  void requeueAll(String hospital, String subject);

  /** Makes everything queued for a hospital due now: it answers again. */
  void hasten(String hospital);
}
