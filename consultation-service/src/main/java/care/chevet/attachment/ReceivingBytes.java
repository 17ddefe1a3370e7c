package care.chevet.attachment;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the bytes of a file as they come, piece by piece, each committed on its own: what has
 * arrived when the network fails need not be sent again.
 */
public final class ReceivingBytes {
  static final Refusal WRONG_OFFSET = Refusal.conflict("upload_offset_wrong");
  static final Refusal TOO_LONG = new Refusal("upload_too_long", Refusal.Kind.TOO_LARGE, List.of());

  private final FindUpload find;
  private final Uploads uploads;
  private final CareHomeKeys keys;
  private final CompletingUpload completing;
  private final InstantSource clock;

  public ReceivingBytes(
      FindUpload find,
      Uploads uploads,
      CareHomeKeys keys,
      CompletingUpload completing,
      InstantSource clock) {
    this.find = find;
    this.uploads = uploads;
    this.keys = keys;
    this.completing = completing;
    this.clock = clock;
  }

  /** The new offset, once the bytes are there to stay. */
  public Mono<Outcome<Integer>> receive(Caller caller, Portion portion, Flux<byte[]> bytes) {
    return find.of(caller.actor(), portion.upload())
        .flatMap(outcome ->
            outcome
                .then(found -> fitting(found, portion))
                .thenLater(found -> receive(caller, found, portion, bytes)));
  }

  private static Outcome<FindUpload.Found> fitting(FindUpload.Found found, Portion portion) {
    var upload = found.upload();
    if (portion.offset() != upload.receivedBytes()) {
      return Outcome.refused(WRONG_OFFSET);
    }
    return portion.lengthBytes() > upload.sizeBytes() - portion.offset()
        ? Outcome.refused(TOO_LONG)
        : Outcome.done(found);
  }

  private Mono<Outcome<Integer>> receive(
      Caller caller, FindUpload.Found found, Portion portion, Flux<byte[]> bytes) {
    var upload = found.upload();
    if (upload.complete()) {
      return Mono.just(Outcome.done(upload.receivedBytes()));
    }
    var claim = UUID.randomUUID();
    return keys.byId(upload.key())
        .flatMap(key ->
            key.thenLater(secret ->
                uploads
                    .claim(upload.id(), claim, portion.offset(), clock.instant())
                    .flatMap(claimed -> {
                      if (!claimed) {
                        return Mono.just(Outcome.<Integer>refused(WRONG_OFFSET));
                      }
                      var seal = FileSeal.of(secret, upload.id());
                      var work = new CompletingUpload.Work(caller, found, claim, seal);
                      return new Reception(uploads, completing, work, portion).run(bytes);
                    })));
  }
}
