package care.chevet.fhir.hospital;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.LocalServer;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses by which somebody would have us call what stands beside us. */
final class ForgedAddressesIT {

  private final Surroundings around = new Surroundings();

  @AfterEach
  void stop() {
    around.close();
  }

  /** A neighbour that hospitals have no business with, or a hospital that sends us to one. */
  private static final class Neighbour extends LocalServer {
    private final AtomicInteger calls = new AtomicInteger();
    private final String sendsTo;

    Neighbour(String sendsTo) {
      this.sendsTo = sendsTo;
    }

    @Override
    protected void handle(HttpExchange exchange) throws IOException {
      calls.incrementAndGet();
      if (!sendsTo.isEmpty()) {
        exchange.getResponseHeaders().set("Location", sendsTo);
        answer(exchange, 307, "{}");
        return;
      }
      answer(exchange, 200, "{}");
    }
  }

  @Test
  void aHospitalInANetworkThatNobodyNamedIsNotCalled() {
    try (var adapter = around.adapter().with("chevet.allowed-networks", "192.168.7.0/24").start()) {
      around.service.publish(Events.consultationReported());

      await().atMost(SOON).until(() -> failure(adapter).startsWith("endpoint_denied"));
      assertThat(around.hospital.transactions).isEmpty();
      assertThat(around.service.deliveries).isEmpty();
    }
  }

  @Test
  void whereAHospitalRedirectsUsWeDoNotGo() {
    try (var neighbour = new Neighbour("");
        var hospital = new Neighbour(neighbour.address() + "/latest/meta-data");
        var adapter = facing(hospital.address())) {
      around.service.publish(Events.consultationReported());

      await().atMost(SOON).until(() -> failure(adapter).startsWith("HTTP 307"));
      assertThat(hospital.calls).hasPositiveValue();
      assertThat(neighbour.calls).hasValue(0);
    }
  }

  private RunningAdapter facing(URI hospital) {
    return around
        .bare(Database.fresh())
        .hospital(Events.HOSPITAL, "Centre hospitalier de la Brenne", hospital, "hospital-brenne")
        .start();
  }

  private static String failure(RunningAdapter adapter) {
    return adapter
        .jdbc()
        .sql("select coalesce(max(failure), '') from hospital_contact")
        .query(String.class)
        .single();
  }
}
