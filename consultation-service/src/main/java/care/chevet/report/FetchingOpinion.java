package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.expertise.ReadingExpertises;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Someone fetches the print of an opinion, if the whole of the expertise is there for her. */
public final class FetchingOpinion {
  private final ReadingExpertises expertises;
  private final PrintedOpinions opinions;

  public FetchingOpinion(ReadingExpertises expertises, PrintedOpinions opinions) {
    this.expertises = expertises;
    this.opinions = opinions;
  }

  public Mono<Outcome<SignedDocument>> by(Actor actor, UUID expertise) {
    return expertises
        .whole(actor, expertise, "opinion-read")
        .flatMap(found ->
            found.thenLater(_ ->
                opinions
                    .of(expertise)
                    .map(Outcome::done)
                    .defaultIfEmpty(Outcome.refused(Refusal.notFound("opinion_not_found")))));
  }
}
