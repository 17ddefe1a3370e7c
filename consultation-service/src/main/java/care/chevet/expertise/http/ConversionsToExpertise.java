package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consultation.ContinuingConsultation.Wish;
import care.chevet.consultation.http.Conversions;
import care.chevet.expertise.ConvertingExpertise;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class ConversionsToExpertise implements Conversions {
  private final ConvertingExpertise converting;
  private final Access access;

  ConversionsToExpertise(ConvertingExpertise converting, Access access) {
    this.converting = converting;
    this.access = access;
  }

  @Override
  public Mono<Outcome<Written>> convert(Actor actor, UUID consultation, Wish wish) {
    return converting
        .ofConsultation(actor, consultation, wish)
        .map(outcome -> outcome.map(file -> ExpertiseController.created(file, actor, access)));
  }
}
