package care.chevet.attachment;

import care.chevet.audit.AuditTrail;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes an attachment of an upload whose last byte has come: examines the content and, in one
 * transaction, counts it received, adds the attachment and tells of it.
 */
public final class CompletingUpload {
  private static final byte[] NO_THUMBNAIL = {};

  private final Uploads uploads;
  private final Attachments attachments;
  private final AttachmentNews news;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final Scheduler examiners;
  private final InstantSource clock;

  /**
   * @param examiners threads that may block and be busy; as many files are in memory as it has
   */
  public CompletingUpload(
      Uploads uploads,
      Attachments attachments,
      AttachmentNews news,
      AuditTrail audit,
      Transactions transactions,
      Scheduler examiners,
      InstantSource clock) {
    this.uploads = uploads;
    this.attachments = attachments;
    this.news = news;
    this.audit = audit;
    this.transactions = transactions;
    this.examiners = examiners;
    this.clock = clock;
  }

  /** An upload in the hands of one request. */
  record Work(Caller caller, FindUpload.Found found, UUID claim, FileSeal seal) {
    Upload upload() {
      return found.upload();
    }
  }

  Mono<Outcome<Attachment>> complete(Work work) {
    return Mono.fromCallable(() -> examine(work))
        .subscribeOn(examiners)
        .onErrorResume(
            RejectedExecutionException.class,
            _ -> Mono.just(Outcome.refused(Refusal.unavailable("attachments_busy"))))
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Done<Examination>(var examined) -> keep(work, examined);
              case Outcome.Refused<Examination>(var refusal) -> drop(work, refusal);
            });
  }

  /** Reads and examines on one thread, so that no more files are in memory than threads. */
  private Outcome<Examination> examine(Work work) {
    var upload = work.upload();
    var content = new SealedContent(uploads, upload.id(), work.seal(), upload.sizeBytes());
    var whole = Objects.requireNonNull(content.whole().block());
    return Examination.of(upload.description().format(), whole);
  }

  private Mono<Outcome<Attachment>> drop(Work work, Refusal refusal) {
    var forget =
        refusal.kind() == Refusal.Kind.INVALID
            ? uploads.discard(work.upload().id())
            : Mono.<Void>empty();
    return forget.thenReturn(Outcome.refused(refusal));
  }

  private Mono<Outcome<Attachment>> keep(Work work, Examination examined) {
    var upload = work.upload();
    var attachment = attachment(upload, examined, clock.instant());
    var thumbnail =
        examined.thumbnail() == null
            ? NO_THUMBNAIL
            : work.seal().sealThumbnail(examined.thumbnail());
    Mono<Outcome<Attachment>> added =
        replaced(work, examined)
            .then(attachments.add(attachment, thumbnail))
            .then(news.added(attachment, work.found().consultation()))
            .then(
                audit.append(
                    work.caller()
                        .did("attachment.added", upload.id(), work.found().consultation())))
            .thenReturn(Outcome.done(attachment));
    return transactions.unlessRefused(
        uploads
            .receivedUpTo(upload.id(), work.claim(), upload.sizeBytes())
            .flatMap(counted ->
                counted ? added : Mono.just(Outcome.refused(ReceivingBytes.WRONG_OFFSET))));
  }

  private Mono<Void> replaced(Work work, Examination examined) {
    return examined.changed()
        ? uploads.replace(work.upload().id(), sealed(work.seal(), examined.kept()))
        : Mono.empty();
  }

  private static List<SealedPiece> sealed(FileSeal seal, byte[] content) {
    var pieces = new ArrayList<SealedPiece>();
    for (int at = 0; at < content.length; at += AttachmentLimits.PIECE_BYTES_MAX) {
      var plain =
          Arrays.copyOfRange(
              content, at, Math.min(content.length, at + AttachmentLimits.PIECE_BYTES_MAX));
      pieces.add(new SealedPiece(at, plain.length, seal.seal(at, content.length, plain)));
    }
    return pieces;
  }

  private static Attachment attachment(Upload upload, Examination examined, Instant now) {
    return new Attachment(
        upload.id(),
        upload.consultation(),
        upload.description(),
        examined.kept().length,
        examined.sha256(),
        examined.receivedSha256(),
        upload.sender(),
        now,
        examined.picture(),
        examined.thumbnail() != null,
        upload.key());
  }
}
