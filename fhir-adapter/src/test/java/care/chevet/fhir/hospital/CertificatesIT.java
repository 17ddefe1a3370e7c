package care.chevet.fhir.hospital;

import static care.chevet.fhir.support.Http.json;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Certificates;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import care.chevet.fhir.support.TlsFront;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Certificates of both sides, good and expired. */
final class CertificatesIT {

  private final Surroundings around = new Surroundings();
  @TempDir private Path folder;
  private Certificates authority;

  @BeforeEach
  void found() {
    authority = new Certificates(folder);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void aHospitalThatAsksWhoCallsIsShownOurCertificate() {
    var ours = authority.issue("ours", "-1d", 20);
    try (var front = front(0, authority.issue("his", "-1d", 20), true);
        var adapter = adapter(front.address(), ours)) {
      around.service.publish(Events.consultationReported());

      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
      var ends = Instant.parse(state(adapter).path("clientCertificateEnds").asString());
      assertThat(ends).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(20)));
    }
  }

  @Test
  void anExpiredCertificateIsSaidPlainlyAndHealsWhenRenewed() {
    var ours = authority.issue("ours", "-1d", 20);
    // Issued before it is needed: it takes seconds, in which another could take the free port.
    var good = authority.issue("renewed", "-1d", 20);
    var expired = front(0, authority.issue("expired", "-20d", 5), false);
    try (var adapter = adapter(expired.address(), ours)) {
      around.service.publish(Events.consultationReported());
      await()
          .atMost(SOON)
          .until(
              () -> state(adapter).path("failure").asString("").startsWith("certificate_expired"));
      assertThat(state(adapter).path("dead").asInt()).isZero();
      expired.close();

      try (var renewed = front(expired.port(), good, false)) {
        await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
        assertThat(renewed.port()).isEqualTo(expired.port());
      }
    }
  }

  private TlsFront front(int port, Path keys, boolean clientMustShow) {
    return new TlsFront(
        port, around.hospital.address(), keys, authority.trustStore(), clientMustShow);
  }

  private RunningAdapter adapter(URI hospital, Path ours) {
    return around
        .bare(Database.fresh())
        .hospital(Events.HOSPITAL, "CH de la Brenne", hospital, "hospital-brenne")
        .with("chevet.hospitals[0].tls.key-store", ours)
        .with("chevet.hospitals[0].tls.key-store-password", Certificates.PASSWORD)
        .with("chevet.hospitals[0].tls.trust-store", authority.trustStore())
        .with("chevet.hospitals[0].tls.trust-store-password", Certificates.PASSWORD)
        .start();
  }

  private JsonNode state(RunningAdapter adapter) {
    var token =
        around.issuer.token(
            "operator", List.of("chevet"), "operations.read", Duration.ofMinutes(5));
    var operator = new Http(adapter.address(), "application/json", token);
    return json(operator.get("/api/v1/exchanges")).path("hospitals").path(0);
  }
}
