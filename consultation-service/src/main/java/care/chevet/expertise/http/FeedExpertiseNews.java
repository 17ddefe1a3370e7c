package care.chevet.expertise.http;

import care.chevet.expertise.ExpertiseFile;
import care.chevet.expertise.ExpertiseNews;
import care.chevet.feed.Outbox;
import care.chevet.feed.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Announces changes of expertises on the event feed: what they are, without what was written. */
@Component
final class FeedExpertiseNews implements ExpertiseNews {
  private static final String KIND = "expertise";

  private final Outbox outbox;
  private final JsonMapper json;

  FeedExpertiseNews(Outbox outbox, JsonMapper json) {
    this.outbox = outbox;
    this.json = json;
  }

  /** What an event tells of an expertise. */
  record Snapshot(
      UUID id,
      String state,
      long version,
      String specialty,
      String urgency,
      UUID dossier,
      UUID resident,
      UUID careHome,
      UUID nurse,
      @Nullable UUID expert,
      Instant requestedAt,
      Instant dueAt) {}

  @Override
  public Mono<Void> announce(String what, Instant at, ExpertiseFile file) {
    var expertise = file.expertise();
    var asked = expertise.asked();
    var snapshot =
        new Snapshot(
            asked.id(),
            expertise.state().code(),
            file.onFile().version(),
            asked.specialty().code(),
            asked.urgency().code(),
            asked.dossier(),
            asked.resident(),
            asked.careHome(),
            asked.nurse(),
            expertise.expert().orElse(null),
            asked.at(),
            expertise.course().dueAt());
    return outbox.append(
        KIND + "." + what, new Subject(KIND, asked.id()), at, json.writeValueAsString(snapshot));
  }
}
