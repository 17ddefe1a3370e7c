package care.chevet.attachment;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The reception of one request's bytes. Pieces count as received one by one, with two exceptions
 * that are laid down first and counted at the end: a request with a checksum counts whole or not at
 * all, and a file's last piece counts together with the attachment that it completes.
 */
final class Reception {
  private static final Refusal INTERRUPTED = Refusal.unavailable("upload_interrupted");
  private static final Refusal TAKEN_OVER = Refusal.conflict("upload_taken_over");

  private final Uploads uploads;
  private final CompletingUpload completing;
  private final CompletingUpload.Work work;
  private final Upload upload;
  private final @Nullable Checksum checksum;
  private final @Nullable MessageDigest digest;
  private int position;
  private boolean brokenOff;

  Reception(
      Uploads uploads, CompletingUpload completing, CompletingUpload.Work work, Portion portion) {
    this.uploads = uploads;
    this.completing = completing;
    this.work = work;
    this.upload = work.found().upload();
    this.checksum = portion.checksum();
    this.digest = checksum == null ? null : checksum.digest();
    this.position = portion.offset();
  }

  Mono<Outcome<Integer>> run(Flux<byte[]> bytes) {
    return Pieces.cut(bytes.onErrorResume(_ -> breakOff()), AttachmentLimits.PIECE_BYTES_MAX)
        .concatMap(this::take, 1)
        .takeUntil(Outcome.Refused.class::isInstance)
        .last(Outcome.done(position))
        .flatMap(outcome ->
            brokenOff ? Mono.just(Outcome.refused(INTERRUPTED)) : outcome.thenLater(_ -> finish()));
  }

  /**
   * Ends the bytes where the network ended them. Passed on as an error, the end would overtake the
   * pieces that are still being written, and take back the last of them.
   */
  private Flux<byte[]> breakOff() {
    brokenOff = true;
    return Flux.empty();
  }

  private Mono<Outcome<Integer>> take(byte[] piece) {
    int end = position + piece.length;
    if (end > upload.sizeBytes()) {
      return Mono.just(Outcome.refused(ReceivingBytes.TOO_LONG));
    }
    if (position == 0 && tellsFormat(piece)) {
      var plausible = Examination.plausible(upload.description().format(), piece);
      if (!plausible) {
        // Said at the first piece, not after twenty megabytes of a poor network.
        return uploads.discard(upload.id()).thenReturn(Outcome.refused(Examination.MISMATCH));
      }
    }
    if (digest != null) {
      digest.update(piece);
    }
    var sealed =
        new SealedPiece(
            position, piece.length, work.seal().seal(position, upload.sizeBytes(), piece));
    var counted = digest == null && end < upload.sizeBytes();
    var stored =
        counted
            ? uploads.append(upload.id(), work.claim(), sealed)
            : uploads.stage(upload.id(), work.claim(), sealed);
    return stored.map(done -> {
      position = end;
      return done ? Outcome.done(end) : Outcome.refused(TAKEN_OVER);
    });
  }

  private boolean tellsFormat(byte[] firstPiece) {
    return firstPiece.length >= Math.min(Format.HEAD_BYTES, upload.sizeBytes());
  }

  private Mono<Outcome<Integer>> finish() {
    if (checksum != null && digest != null && !checksum.matches(digest)) {
      return Mono.just(Outcome.refused(Refusal.conflict("upload_checksum_wrong")));
    }
    if (position == upload.sizeBytes()) {
      return completing.complete(work).map(outcome -> outcome.map(_ -> position));
    }
    return uploads
        .receivedUpTo(upload.id(), work.claim(), position)
        .map(done -> done ? Outcome.done(position) : Outcome.refused(TAKEN_OVER));
  }
}
