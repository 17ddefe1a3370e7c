package care.chevet;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.FreePorts;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes away and comes back; the service says so, stays alive, and stops quickly when
 * told to.
 */
final class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static EmbeddedPostgres server(Path data, int port) throws IOException {
    return Database.postgres()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .start();
  }

  @Test
  void anOutageOfTheDatabaseIsToldAndOutlivedAndAStopWaitsForNoStream(@TempDir Path data)
      throws IOException {
    int port = FreePorts.one();
    var postgres = server(data, port);
    try (var issuer = Issuer.start()) {
      var database = Database.freshWithRolesOn(port);
      try (var service = Service.start(database, issuer.url())) {
        var browser = new Browser(service.url()).signIn(issuer, "claire.dubourg");
        postgres.close();
        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(() -> {
              var answer = browser.get("/api/v1/me");
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.code()).isEqualTo("database_unavailable");
            });
        var probe = new Browser(service.url());
        assertThat(probe.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(probe.get("/actuator/health/liveness").status()).isEqualTo(200);

        postgres = server(data, port);
        Awaitility.await().atMost(PATIENCE).until(() -> browser.get("/api/v1/me").status() == 200);
        assertThat(stopTime(service, browser, issuer)).isLessThan(Duration.ofSeconds(10));
      }
    } finally {
      postgres.close();
    }
  }

  private static Duration stopTime(Service service, Browser browser, Issuer issuer) {
    var token = "Bearer " + issuer.token("fhir", "feed.read");
    var end =
        browser.get("/api/v1/feed?limit=500", Map.of("Authorization", token)).json().path("next");
    var poll =
        browser
            .request("/api/v1/feed?waitSeconds=20&after=" + end.asString())
            .header("Authorization", token);
    var waiting =
        browser.client().sendAsync(poll.GET().build(), HttpResponse.BodyHandlers.ofString());
    var live = browser.request("/api/v1/live").setHeader("Accept", "text/event-stream");
    var stream =
        browser
            .client()
            .sendAsync(live.GET().build(), HttpResponse.BodyHandlers.ofInputStream())
            .join();
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(waiting).isNotDone();
    var began = Instant.now();
    service.close();
    var took = Duration.between(began, Instant.now());
    assertThat(waiting.join().statusCode()).isEqualTo(200);
    return took;
  }
}
