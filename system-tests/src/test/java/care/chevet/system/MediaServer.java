package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.UUID;

/** The signaling server's word that pictures arrive: with its own token, told until it is heard. */
final class MediaServer {

  private final LoadRun run;
  private final MachineTokens tokens;

  MediaServer(LoadRun run, RunningChevet chevet) {
    this.run = run;
    this.tokens = new MachineTokens(chevet);
  }

  void connected(String room) throws InterruptedException {
    String event =
        """
        {"events":[{"id":"%s","type":"media-connected","at":"%s","session":"s-1","person":"%s",
         "role":"physician","tier":"T3"}]}
        """
            .formatted(UUID.randomUUID(), Instant.now(), UUID.randomUUID());
    URI address = run.console().resolve("/api/v1/rooms/" + room + "/events");
    LoadRun.Reply reply =
        run.answered(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.of("signaling-server"))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build());
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
  }
}
