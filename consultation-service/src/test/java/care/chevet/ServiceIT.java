package care.chevet;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service as a whole: it starts, says how it is, and describes itself. */
final class ServiceIT {
  private static Issuer issuer;
  private static Service service;
  private static Browser browser;

  @BeforeAll
  static void start() {
    issuer = Issuer.start();
    service = Service.start(Database.fresh(), issuer.url());
    browser = new Browser(service.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @Test
  void itIsAliveAndReady() {
    assertThat(browser.get("/actuator/health/liveness").json().path("status").asString())
        .isEqualTo("UP");
    assertThat(browser.get("/actuator/health/readiness").json().path("status").asString())
        .isEqualTo("UP");
  }

  @Test
  void itDescribesItsApi() {
    var paths = browser.get("/api/openapi.json").json().path("paths");
    assertThat(paths.has("/api/v1/me")).isTrue();
    assertThat(paths.path("/api/v1/residents/{id}").path("get").path("parameters")).hasSize(1);
  }

  @Test
  void whatIsNotThereIsAProblemToo() {
    var answer = browser.get("/api/v1/nothing");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(browser.get("/nothing-here").code()).isEqualTo("not_found");
  }
}
