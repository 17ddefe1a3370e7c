package care.chevet.expertise.http;

import care.chevet.directory.Directory;
import care.chevet.expertise.ExpertiseFile;
import care.chevet.expertise.ExpertiseNews;
import care.chevet.expertise.OpinionPress;
import care.chevet.feed.Outbox;
import care.chevet.feed.Subject;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Announces changes of expertises on the event feed, each with the whole expertise as it is then.
 */
@Component
final class FeedExpertiseNews implements ExpertiseNews {
  private static final String KIND = "expertise";

  private final Directory directory;
  private final OpinionPress press;
  private final Outbox outbox;
  private final JsonMapper json;

  FeedExpertiseNews(Directory directory, OpinionPress press, Outbox outbox, JsonMapper json) {
    this.directory = directory;
    this.press = press;
    this.outbox = outbox;
    this.json = json;
  }

  @Override
  public Mono<Void> announce(String what, Instant at, ExpertiseFile file) {
    var id = file.expertise().id();
    // One after the other: inside a transaction they share one connection.
    return directory
        .hospitalsOf(file.careHome().id())
        .collectList()
        .flatMap(hospitals ->
            press
                .printed(id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(print -> ExpertiseSnapshot.of(file, at, print, hospitals)))
        .flatMap(snapshot ->
            outbox.append(
                KIND + "." + what, new Subject(KIND, id), at, json.writeValueAsString(snapshot)));
  }
}
