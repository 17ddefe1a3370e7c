package care.chevet.attachment;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.live.AttachmentViews;
import care.chevet.problem.Outcome.Done;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells open pages that a file has come to a dossier: in which consultations and expertises they
 * find it, and nothing of what it shows.
 */
public final class AnnouncingAttachments implements AttachmentViews {

  /** Asks under which consultations and expertises an attachment lies, which share its dossier. */
  public interface FindPlaces {
    Flux<UUID> of(UUID attachment);
  }

  /** What is told: which attachment, and in which of the places that she may see. */
  record Arrival(UUID id, List<UUID> places) {}

  private final FindPlaces places;
  private final DossierAccess access;

  public AnnouncingAttachments(FindPlaces places, FindConsultation consultations, Access access) {
    this.places = places;
    this.access = new DossierAccess(consultations, access);
  }

  @Override
  public Mono<Object> attachment(UUID id, Actor actor) {
    return places
        .of(id)
        .filterWhen(place -> access.toRead(actor, place).map(Done.class::isInstance))
        .collectList()
        .filter(open -> !open.isEmpty())
        .map(open -> new Arrival(id, open));
  }
}
