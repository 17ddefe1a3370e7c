package care.chevet.attachment;

import care.chevet.access.Access;
import care.chevet.access.Machine;
import care.chevet.audit.AuditTrail;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens attachments for those who may see the consultation; each time is written down first. */
public final class ReadingAttachments {

  /** The scope of a program that reads the feed, and so the attachments that the feed speaks of. */
  public static final String MACHINE_SCOPE = "feed.read";

  private final FindConsultation consultations;
  private final DossierAccess access;
  private final Attachments attachments;
  private final Uploads uploads;
  private final CareHomeKeys keys;
  private final AuditTrail audit;

  public ReadingAttachments(
      FindConsultation consultations,
      Access access,
      Attachments attachments,
      Uploads uploads,
      CareHomeKeys keys,
      AuditTrail audit) {
    this.consultations = consultations;
    this.access = new DossierAccess(consultations, access);
    this.attachments = attachments;
    this.uploads = uploads;
    this.keys = keys;
    this.audit = audit;
  }

  /** An attachment whose content can be read, from any byte to any other. */
  public static final class Opened {
    private final Attachment attachment;
    private final SealedContent content;

    private Opened(Attachment attachment, SealedContent content) {
      this.attachment = attachment;
      this.content = content;
    }

    public Attachment attachment() {
      return attachment;
    }

    /** The bytes from {@code from} up to and without {@code to}. */
    public Flux<byte[]> between(int from, int to) {
      return content.between(from, to);
    }
  }

  public Mono<Outcome<List<Attachment>>> list(Caller caller, UUID consultation) {
    return access
        .toRead(caller.actor(), consultation)
        .flatMap(allowed ->
            allowed.thenLater(found ->
                audit
                    .append(caller.listed(found))
                    .then(attachments.of(consultation).collectList())
                    .map(Outcome::done)));
  }

  public Mono<Outcome<Attachment>> describe(Caller caller, UUID consultation, UUID id) {
    return found(caller, consultation, id, "attachment.described");
  }

  public Mono<Outcome<Opened>> open(Caller caller, UUID consultation, UUID id) {
    return found(caller, consultation, id, "attachment.read")
        .flatMap(outcome -> outcome.thenLater(this::opened));
  }

  /** For a program that reads the feed. */
  public Mono<Outcome<Opened>> open(Machine machine, UUID consultation, UUID id) {
    if (!machine.scopes().contains(MACHINE_SCOPE)) {
      return Mono.just(Outcome.refused(Refusal.notFound("not_found")));
    }
    return consultations
        .byId(consultation)
        .flatMap(record ->
            attachments
                .byId(consultation, id)
                .flatMap(attachment ->
                    audit
                        .append(Caller.did(machine, "attachment.read", id, record))
                        .then(opened(attachment))))
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("not_found"))));
  }

  private Mono<Outcome<Opened>> opened(Attachment attachment) {
    return seal(attachment)
        .map(sealed ->
            sealed.map(seal ->
                new Opened(
                    attachment,
                    new SealedContent(uploads, attachment.id(), seal, attachment.sizeBytes()))));
  }

  public Mono<Outcome<byte[]>> thumbnail(Caller caller, UUID consultation, UUID id) {
    return found(caller, consultation, id, "attachment.previewed")
        .flatMap(outcome ->
            outcome.thenLater(attachment ->
                seal(attachment).flatMap(sealed -> sealed.thenLater(seal -> thumbnail(seal, id)))));
  }

  private Mono<Outcome<byte[]>> thumbnail(FileSeal seal, UUID id) {
    return attachments
        .thumbnailSealed(id)
        .map(sealed -> Outcome.done(seal.openThumbnail(sealed)))
        .defaultIfEmpty(Outcome.refused(Refusal.notFound("thumbnail_absent")));
  }

  private Mono<Outcome<FileSeal>> seal(Attachment attachment) {
    return keys.byId(attachment.key())
        .map(key -> key.map(secret -> FileSeal.of(secret, attachment.id())));
  }

  private Mono<Outcome<Attachment>> found(Caller caller, UUID consultation, UUID id, String what) {
    return access
        .toRead(caller.actor(), consultation)
        .flatMap(allowed ->
            allowed.thenLater(record ->
                attachments
                    .byId(consultation, id)
                    .flatMap(attachment ->
                        audit
                            .append(caller.did(what, id, record))
                            .thenReturn(Outcome.done(attachment)))
                    .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found")))));
  }
}
