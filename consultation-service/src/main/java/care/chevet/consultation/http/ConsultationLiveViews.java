package care.chevet.consultation.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consultation.ReadingConsultations;
import care.chevet.live.LiveViews;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows each person what a changed consultation now looks like to her. */
@Component
final class ConsultationLiveViews implements LiveViews {
  private final ReadingConsultations reading;
  private final Access access;

  ConsultationLiveViews(ReadingConsultations reading, Access access) {
    this.reading = reading;
    this.access = access;
  }

  @Override
  public Mono<Object> consultation(UUID id, Actor actor) {
    return reading
        .shown(actor, id)
        .flatMap(dossier -> Mono.justOrEmpty(ConsultationView.of(dossier, actor, access)));
  }
}
