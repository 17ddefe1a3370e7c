package care.chevet.attachment;

import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Gives an upload up, and forgets what has come of it. What is complete stays. */
public final class StoppingUpload {
  private final FindUpload find;
  private final Uploads uploads;

  public StoppingUpload(FindUpload find, Uploads uploads) {
    this.find = find;
    this.uploads = uploads;
  }

  public Mono<Outcome<UUID>> stop(Actor actor, UUID id) {
    return find.of(actor, id)
        .flatMap(outcome ->
            outcome.thenLater(found ->
                found.upload().complete()
                    ? Mono.just(Outcome.refused(Refusal.conflict("upload_complete")))
                    : uploads.discard(id).thenReturn(Outcome.done(id))));
  }
}
