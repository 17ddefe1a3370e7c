package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.expertise.ExpertiseFile;
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
    return print(expertise, expertises.whole(actor, expertise, "opinion-read"));
  }

  /** For a program that reads the feed, and so what the feed speaks of. */
  public Mono<Outcome<SignedDocument>> by(Machine machine, UUID expertise) {
    return print(
        expertise,
        expertises.whole(machine, FetchingDocument.MACHINE_SCOPE, expertise, "opinion-read"));
  }

  private Mono<Outcome<SignedDocument>> print(UUID expertise, Mono<Outcome<ExpertiseFile>> file) {
    return file.flatMap(found ->
        found.thenLater(_ ->
            opinions
                .of(expertise)
                .map(Outcome::done)
                .defaultIfEmpty(Outcome.refused(Refusal.notFound("opinion_not_found")))));
  }
}
