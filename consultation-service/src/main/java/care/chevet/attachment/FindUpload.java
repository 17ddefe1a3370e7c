package care.chevet.attachment;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Finds an upload for its sender, who must still be allowed to add to the consultation. */
public final class FindUpload {
  private static final Refusal UNKNOWN = Refusal.notFound("not_found");

  private final Uploads uploads;
  private final DossierAccess access;
  private final InstantSource clock;

  public FindUpload(
      Uploads uploads, FindConsultation consultations, Access access, InstantSource clock) {
    this.uploads = uploads;
    this.access = new DossierAccess(consultations, access);
    this.clock = clock;
  }

  /** An upload and the consultation it is for. */
  public record Found(Upload upload, ConsultationOnRecord consultation) {}

  public Mono<Outcome<Found>> of(Actor actor, UUID id) {
    return uploads
        .byId(id)
        .filter(upload -> upload.sender().equals(actor.person()))
        .flatMap(upload ->
            access
                // An upload that began in time may end after the report was signed.
                .toRead(actor, upload.consultation())
                .map(allowed -> allowed.then(consultation -> judged(upload, consultation))))
        .defaultIfEmpty(Outcome.refused(UNKNOWN));
  }

  private Outcome<Found> judged(Upload upload, ConsultationOnRecord consultation) {
    return upload.expired(clock.instant())
        ? Outcome.refused(Refusal.conflict("upload_expired"))
        : Outcome.done(new Found(upload, consultation));
  }
}
