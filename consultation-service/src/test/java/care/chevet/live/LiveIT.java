package care.chevet.live;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.feed.Outbox;
import care.chevet.feed.Subject;
import care.chevet.idempotency.Transactions;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Shared;
import care.chevet.testbed.ShownConsultations;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Live changes reach those who may see them, and come back after a cut. */
final class LiveIT {
  private static final UUID CLAIRE = UUID.fromString("0199a1c2-0000-7000-8000-000000000211");
  private static final UUID YANN = UUID.fromString("0199a1c2-0000-7000-8000-000000000212");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An open stream, its lines as they come. */
  private static final class Stream implements AutoCloseable {
    private final InputStream body;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Stream(Browser browser, String lastEventId) {
      var request = browser.request("/api/v1/live").setHeader("Accept", "text/event-stream");
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      var answer =
          browser
              .client()
              .sendAsync(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream())
              .join();
      assertThat(answer.statusCode()).isEqualTo(200);
      body = answer.body();
      Thread.ofVirtual().start(this::read);
      Awaitility.await().atMost(PATIENCE).until(() -> !ids().isEmpty());
    }

    private void read() {
      try (var reader =
          new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
        }
      } catch (IOException _) {
        lines.add("closed");
      }
    }

    List<String> ids() {
      return lines.stream().filter(it -> it.startsWith("id:")).map(it -> it.substring(3)).toList();
    }

    List<String> data() {
      return lines.stream().filter(it -> it.startsWith("data:")).toList();
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static UUID change(UUID... seenBy) {
    var id = UUID.randomUUID();
    Shared.SERVICE.bean(ShownConsultations.class).show(id, seenBy);
    var outbox = Shared.SERVICE.bean(Outbox.class);
    Shared.SERVICE
        .bean(Transactions.class)
        .inOne(
            outbox.append(
                "consultation.requested", new Subject("consultation", id), Instant.now(), "{}"))
        .block(PATIENCE);
    return id;
  }

  @Test
  void aChangeReachesWhoMaySeeItAndNobodyElse() {
    try (var claire = new Stream(Shared.signedIn("claire.dubourg"), null);
        var yann = new Stream(Shared.signedIn("yann.kerdoncuff"), null)) {
      var hers = change(CLAIRE);
      var his = change(YANN);
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            assertThat(claire.data()).hasSize(1).first().asString().contains(hers.toString());
            assertThat(yann.data()).hasSize(1).first().asString().contains(his.toString());
          });
    }
  }

  @Test
  void whoComesBackGetsWhatSheMissed() {
    var browser = Shared.signedIn("claire.dubourg");
    String last;
    try (var stream = new Stream(browser, null)) {
      change(CLAIRE);
      Awaitility.await().atMost(PATIENCE).until(() -> stream.data().size() == 1);
      last = stream.ids().getLast();
    }
    var missed = change(CLAIRE);
    try (var stream = new Stream(browser, last)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(stream.data()).singleElement().asString().contains(missed.toString()));
    }
  }

  @Test
  void whoComesBackFromFarAwayReadsTheFeedItself() {
    var old = change(CLAIRE);
    try (var stream = new Stream(Shared.signedIn("claire.dubourg"), "0-0")) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(stream.data())
                  .anySatisfy(data -> assertThat(data).contains(old.toString())));
    }
  }

  @Test
  void aPlaceThatIsNoneIsRefused() {
    var answer =
        Shared.signedIn("claire.dubourg")
            .get(
                "/api/v1/live",
                java.util.Map.of("Last-Event-ID", "nonsense", "Accept", "text/event-stream"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("cursor_malformed");
  }
}
