package care.chevet.bench.hospitals;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What nobody could go below: as many threads as the adapter has workers, each encoding the very
 * resources of one consultation with HAPI and posting them, with no queue, no ledger and no
 * promise.
 */
final class Floor {

  private static final int WORKERS = 4;

  private final URI hospital;
  private final String consultation;

  /** {@code consultation} is a transaction as the adapter has sent it. */
  Floor(URI hospital, String consultation) {
    this.hospital = hospital;
    this.consultation = consultation;
  }

  /** Resources a second. */
  double measure(Duration time) throws InterruptedException {
    var sent = new AtomicLong();
    var started = System.nanoTime();
    var deadline = started + time.toNanos();
    var threads = new ArrayList<Thread>();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (var worker = 0; worker < WORKERS; worker++) {
        threads.add(Thread.startVirtualThread(() -> work(http, deadline, sent)));
      }
      for (var thread : threads) {
        thread.join();
      }
    }
    return sent.get() * 1e9 / (System.nanoTime() - started);
  }

  private void work(HttpClient http, long deadline, AtomicLong sent) {
    var parser = FhirContext.forR4Cached().newJsonParser();
    var bundle = parser.parseResource(Bundle.class, consultation);
    while (System.nanoTime() < deadline) {
      var request =
          HttpRequest.newBuilder(hospital.resolve("/fhir"))
              .header("Content-Type", "application/fhir+json")
              .POST(BodyPublishers.ofString(parser.encodeResourceToString(bundle)))
              .build();
      try {
        if (http.send(request, BodyHandlers.ofString()).statusCode() == 200) {
          sent.addAndGet(bundle.getEntry().size());
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
