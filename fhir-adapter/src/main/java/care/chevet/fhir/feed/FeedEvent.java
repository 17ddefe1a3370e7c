package care.chevet.fhir.feed;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Resident;
import java.time.Instant;

/** One event of the feed, with the full snapshot that it carries. */
public sealed interface FeedEvent {

  Header header();

  /** What every event says of itself. */
  record Header(String id, String type, Instant occurredAt) {}

  record ResidentChanged(Header header, Resident resident) implements FeedEvent {}

  /** {@code json} is the snapshot as received, kept for the deliveries that it causes. */
  record ConsultationChanged(Header header, Consultation consultation, String json)
      implements FeedEvent {}

  /** A picture or sound joined a consultation; {@code json} is the snapshot as received. */
  record AttachmentAdded(Header header, Attachment attachment, String json) implements FeedEvent {}

  /** A question put to a specialist has become something else; {@code json} as received. */
  record ExpertiseChanged(Header header, Expertise expertise, String json) implements FeedEvent {}

  /** A time booked without a consultation was made, moved or given up; {@code json} as received. */
  record BookingChanged(Header header, Booking booking, String json) implements FeedEvent {}

  /** Everything about a resident is erased, and has to be here too. */
  record ResidentErased(Header header, String resident) implements FeedEvent {}

  /** An event about something that hospitals are not told of. */
  record Other(Header header) implements FeedEvent {}
}
