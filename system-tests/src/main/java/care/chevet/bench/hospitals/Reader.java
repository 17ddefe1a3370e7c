package care.chevet.bench.hospitals;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Callers of a FHIR server who read and search patients as fast as they are answered. */
final class Reader {

  private static final int CALLERS = 8;
  private static final int PATIENTS = 300;
  private static final String SYSTEM = "urn:oid:1.2.250.1.71.4.2.2.990000101";

  private final URI server;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Reader(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  void fill() throws IOException, InterruptedException {
    for (var number = 0; number < PATIENTS; number++) {
      var body =
          """
          {"resourceType":"Patient","id":"p%1$d","identifier":[{"system":"%2$s","value":"IPP-%1$d"}],
           "name":[{"use":"official","family":"TOURNESOL","given":["MARGUERITE"]}],
           "gender":"female","birthDate":"1934-05-12","address":[{"city":"Le Blanc"}],
           "telecom":[{"system":"phone","value":"0102030405"}]}
          """
              .formatted(number, SYSTEM);
      var request =
          request("Patient/p" + number)
              .setHeader("Content-Type", "application/fhir+json")
              .PUT(BodyPublishers.ofString(body))
              .build();
      var status = http.send(request, BodyHandlers.ofString()).statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException("a patient was not taken: " + status);
      }
    }
  }

  /** Reads a second. */
  double reads(Duration time) throws InterruptedException {
    return measure(time, number -> "Patient/p" + number);
  }

  /** Searches by identifier a second. */
  double searches(Duration time) throws InterruptedException {
    var system = URLEncoder.encode(SYSTEM + "|", StandardCharsets.UTF_8);
    return measure(time, number -> "Patient?identifier=" + system + "IPP-" + number);
  }

  private double measure(Duration time, IntFunction<String> path) throws InterruptedException {
    var answered = new AtomicLong();
    var started = System.nanoTime();
    var deadline = started + time.toNanos();
    var callers = new ArrayList<Thread>();
    for (var caller = 0; caller < CALLERS; caller++) {
      var first = caller * 37;
      callers.add(
          Thread.startVirtualThread(() -> {
            for (var number = first; System.nanoTime() < deadline; number++) {
              call(path.apply(number % PATIENTS));
              answered.incrementAndGet();
            }
          }));
    }
    for (var caller : callers) {
      caller.join();
    }
    return answered.get() * 1e9 / (System.nanoTime() - started);
  }

  private void call(String path) {
    try {
      var response = http.send(request(path).GET().build(), BodyHandlers.ofString());
      if (response.statusCode() != 200 || !response.body().contains("TOURNESOL")) {
        throw new IllegalStateException(path + " answered " + response.statusCode());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(server.resolve("/fhir/" + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }
}
