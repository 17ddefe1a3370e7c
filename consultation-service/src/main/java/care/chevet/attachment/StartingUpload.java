package care.chevet.attachment;

import care.chevet.access.Access;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Announces a file of known length; its bytes follow. */
public final class StartingUpload {
  private final DossierAccess access;
  private final Attachments attachments;
  private final Uploads uploads;
  private final CareHomeKeys keys;
  private final InstantSource clock;

  public StartingUpload(
      FindConsultation consultations,
      Access access,
      Attachments attachments,
      Uploads uploads,
      CareHomeKeys keys,
      InstantSource clock) {
    this.access = new DossierAccess(consultations, access);
    this.attachments = attachments;
    this.uploads = uploads;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Begins the upload, in the caller's transaction.
   *
   * @param metadata the header that the description was read from, as it was sent
   */
  public Mono<Outcome<Upload>> start(
      Caller caller, UUID consultation, int sizeBytes, Description description, String metadata) {
    return access
        .toAdd(caller.actor(), consultation)
        .flatMap(allowed ->
            allowed.thenLater(found ->
                room(consultation)
                    .flatMap(room -> room.thenLater(_ -> keys.current(found.facts().careHome())))))
        .flatMap(key ->
            key.thenLater(secret -> {
              var upload =
                  new Upload(
                      UUID.randomUUID(),
                      consultation,
                      caller.actor().person(),
                      secret.id(),
                      sizeBytes,
                      0,
                      description,
                      metadata,
                      clock.instant().plus(AttachmentLimits.UPLOAD_LIFE));
              return uploads.add(upload).thenReturn(Outcome.done(upload));
            }));
  }

  private Mono<Outcome<Integer>> room(UUID consultation) {
    return attachments
        .countHolding(consultation)
        .map(count ->
            count < AttachmentLimits.PER_CONSULTATION_MAX
                ? Outcome.done(count)
                : Outcome.refused(full()));
  }

  private static Refusal full() {
    return new Refusal(
        "attachments_too_many",
        Refusal.Kind.CONFLICT,
        List.of(String.valueOf(AttachmentLimits.PER_CONSULTATION_MAX)));
  }
}
