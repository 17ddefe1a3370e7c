package care.chevet.report;

import care.chevet.expertise.ExpertiseFile;
import care.chevet.expertise.Opinion;
import care.chevet.expertise.OpinionPress;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An expert's opinion is printed at its signature, with a code by which anybody verifies it, as
 * reports and prescriptions are.
 */
public final class PrintingOpinion implements OpinionPress {
  private final PrintedOpinions opinions;
  private final Press press;

  public PrintingOpinion(PrintedOpinions opinions, Press press) {
    this.opinions = opinions;
    this.press = press;
  }

  @Override
  public Mono<Opinion> print(ExpertiseFile file, UUID expert, String text, Instant at) {
    var content = new OpinionContent(file, expert, text, at);
    var sha256 = content.sha256();
    return Mono.fromCallable(() -> new SignedDocument(at, sha256, press.print(content)))
        // Setting type takes longer than an event loop may be kept.
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(document -> opinions.add(file.expertise().id(), expert, document))
        .thenReturn(new Opinion(text, at, sha256.hex()));
  }

  @Override
  public Mono<Printed> printed(UUID expertise) {
    return opinions
        .of(expertise)
        .map(SignedDocument::pdf)
        .map(pdf -> new Printed(pdf.sha256().hex(), pdf.bytes().length));
  }
}
