package care.chevet.consultation.http;

import care.chevet.consultation.Announcements;
import care.chevet.consultation.Dossier;
import care.chevet.directory.Directory;
import care.chevet.feed.Outbox;
import care.chevet.feed.Subject;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Announces changes on the event feed, each with the whole consultation as it is then. */
@Component
final class FeedAnnouncements implements Announcements {
  private static final String KIND = "consultation";

  private final Directory directory;
  private final Outbox outbox;
  private final JsonMapper json;

  FeedAnnouncements(Directory directory, Outbox outbox, JsonMapper json) {
    this.directory = directory;
    this.outbox = outbox;
    this.json = json;
  }

  @Override
  public Mono<Void> announce(String what, Instant at, Dossier dossier) {
    return directory
        .hospitalsOf(dossier.careHome().id())
        .collectList()
        .map(hospitals -> ConsultationSnapshot.of(dossier, hospitals))
        .flatMap(snapshot ->
            outbox.append(
                KIND + "." + what,
                new Subject(KIND, snapshot.id()),
                at,
                json.writeValueAsString(snapshot)));
  }
}
