package care.chevet.attachment.postgres;

import care.chevet.attachment.Attachment;
import care.chevet.attachment.AttachmentNews;
import care.chevet.attachment.BodySite;
import care.chevet.attachment.ConsultationOnRecord;
import care.chevet.feed.Outbox;
import care.chevet.feed.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells of attachments in the feed: what they are and where, without their bytes and without their
 * file names, which may name a resident.
 */
@Component
final class FeedAttachmentNews implements AttachmentNews {
  private static final String ADDED = "consultation.attachment-added";

  private final Outbox outbox;
  private final JsonMapper json;

  FeedAttachmentNews(Outbox outbox, JsonMapper json) {
    this.outbox = outbox;
    this.json = json;
  }

  /** A body site as a coded concept. */
  record Coded(String system, String code, String display) {
    static @Nullable Coded of(@Nullable BodySite site) {
      return site == null ? null : new Coded("http://snomed.info/sct", site.code(), site.english());
    }
  }

  /** What an event tells of an attachment. */
  record Snapshot(
      UUID id,
      UUID consultation,
      UUID resident,
      UUID careHome,
      UUID operator,
      String kind,
      String mediaType,
      int sizeBytes,
      String sha256,
      @Nullable Coded bodySite,
      @Nullable String device,
      @Nullable Instant takenAt,
      Instant addedAt,
      String href) {}

  @Override
  public Mono<Void> added(Attachment attachment, ConsultationOnRecord consultation) {
    var described = attachment.description();
    var snapshot =
        new Snapshot(
            attachment.id(),
            attachment.consultation(),
            consultation.facts().resident(),
            consultation.facts().careHome(),
            attachment.operator(),
            described.kind().code(),
            described.format().mediaType(),
            attachment.sizeBytes(),
            attachment.sha256(),
            Coded.of(described.bodySite()),
            described.device(),
            described.takenAt(),
            attachment.addedAt(),
            "/api/v1/consultations/%s/attachments/%s/content"
                .formatted(attachment.consultation(), attachment.id()));
    return outbox.append(
        ADDED,
        new Subject("attachment", attachment.id()),
        attachment.addedAt(),
        json.writeValueAsString(snapshot));
  }
}
