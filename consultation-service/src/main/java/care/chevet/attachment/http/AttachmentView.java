package care.chevet.attachment.http;

import care.chevet.attachment.Attachment;
import care.chevet.attachment.BodySite;
import care.chevet.directory.Person;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attachment as its readers see it. */
record AttachmentView(
    UUID id,
    UUID consultation,
    String kind,
    String fileName,
    String mediaType,
    int sizeBytes,
    String sha256,
    String receivedSha256,
    @Nullable Site bodySite,
    @Nullable String device,
    @Nullable Instant takenAt,
    Instant addedAt,
    @Nullable Operator operator,
    @Nullable Integer widthPixels,
    @Nullable Integer heightPixels,
    String content,
    @Nullable String thumbnail) {

  /** A place on the body: its SNOMED CT code and its name in the reader's language. */
  record Site(String code, String display) {
    static Site of(BodySite site, Locale locale) {
      var english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
      return new Site(site.code(), english ? site.english() : site.french());
    }
  }

  /** Who took or chose the file. */
  record Operator(UUID id, String displayName) {}

  static AttachmentView of(Attachment attachment, @Nullable Person operator, Locale locale) {
    var described = attachment.description();
    var path =
        "/api/v1/consultations/%s/attachments/%s"
            .formatted(attachment.consultation(), attachment.id());
    var picture = attachment.picture();
    return new AttachmentView(
        attachment.id(),
        attachment.consultation(),
        described.kind().code(),
        described.fileName().value(),
        described.format().mediaType(),
        attachment.sizeBytes(),
        attachment.sha256(),
        attachment.receivedSha256(),
        described.bodySite() == null ? null : Site.of(described.bodySite(), locale),
        described.device(),
        described.takenAt(),
        attachment.addedAt(),
        operator == null ? null : new Operator(operator.id(), operator.displayName()),
        picture == null ? null : picture.widthPixels(),
        picture == null ? null : picture.heightPixels(),
        path + "/content",
        attachment.hasThumbnail() ? path + "/thumbnail" : null);
  }
}
