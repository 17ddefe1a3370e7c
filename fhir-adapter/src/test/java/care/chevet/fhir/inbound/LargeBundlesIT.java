package care.chevet.fhir.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A hospital that sends all it has at once: refused in its first bytes, or taken whole. */
final class LargeBundlesIT {

  private static final long HUGE_BYTES = 72_000_000;
  private static final int TAKEN_ENTRIES = Boolean.getBoolean("chevet.full") ? 1_000 : 200;
  private static final int MOST_HEAP_MEGABYTES = 1_024;

  private static final Surroundings AROUND = new Surroundings();
  private static RunningAdapter adapter;
  private static Http hospital;

  @BeforeAll
  static void start() {
    adapter = AROUND.adapter().start();
    hospital = new Http(adapter.address(), "application/fhir+json", token());
  }

  @AfterAll
  static void stop() {
    adapter.close();
    AROUND.close();
  }

  private static String token() {
    return AROUND.issuer.token(
        "hospital-brenne", List.of("chevet"), "system/*.cruds", Duration.ofMinutes(5));
  }

  @Test
  void aBundleOf72MegabytesIsRefusedWhetherItsLengthIsSaidOrNot() throws IOException {
    assertThat(status("Content-Length: " + HUGE_BYTES, false)).isEqualTo(413);
    assertThat(status("Transfer-Encoding: chunked", true)).isEqualTo(413);

    assertThat(hospital.get("/fhir/Patient/nobody").statusCode()).isEqualTo(404);
    System.out.printf("RECOVERY bundle_mb=72 status=413 heap_mb=%d%n", heapMegabytes());
    assertThat(heapMegabytes()).isLessThan(MOST_HEAP_MEGABYTES);
  }

  @Test
  void aBundleOfTenThousandEntriesIsRefusedAsOne() {
    var answer = hospital.post("/fhir", bundle("refused", 10_000));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("OperationOutcome").contains("too_many_entries");
    assertThat(hospital.get("/fhir/Patient/refused-0").statusCode()).isEqualTo(404);
  }

  @Test
  void aBundleOfAsManyEntriesAsAreTakenIsTakenWhole() {
    var started = System.nanoTime();
    var answer = hospital.post("/fhir", bundle("taken", TAKEN_ENTRIES));
    var seconds = (System.nanoTime() - started) / 1e9;

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(answer.body()).path("entry")).hasSize(TAKEN_ENTRIES);
    var last = "/fhir/Patient/taken-" + (TAKEN_ENTRIES - 1);
    assertThat(hospital.get(last).statusCode()).isEqualTo(200);
    System.out.printf(
        "RECOVERY bundle_entries=%d seconds=%.1f heap_mb=%d%n",
        TAKEN_ENTRIES, seconds, heapMegabytes());
  }

  private static String bundle(String name, int entries) {
    return IntStream.range(0, entries)
        .mapToObj(number ->
            """
            {"resource":{"resourceType":"Patient","id":"%1$s","name":[{"family":"GENET"}]},
             "request":{"method":"PUT","url":"Patient/%1$s"}}
            """
                .formatted(name + "-" + number))
        .collect(
            Collectors.joining(
                ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}"));
  }

  /** What a caller is answered who goes on sending whatever the answer. */
  private static int status(String length, boolean chunked) throws IOException {
    var address = adapter.address();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) Surroundings.SOON.toMillis());
      var out = socket.getOutputStream();
      out.write(
          """
          POST /fhir HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Content-Type: application/fhir+json
          %s

          """
              .formatted(token(), length)
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.UTF_8));
      var writer = Thread.startVirtualThread(() -> pour(out, chunked));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      var line = reader.readLine();
      writer.interrupt();
      return Integer.parseInt(line.split(" ", -1)[1]);
    }
  }

  private static void pour(OutputStream out, boolean chunked) {
    var piece = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
    var head = chunked ? "10000\r\n".getBytes(StandardCharsets.UTF_8) : new byte[0];
    var tail = chunked ? "\r\n".getBytes(StandardCharsets.UTF_8) : new byte[0];
    try {
      for (var sent = 0L; sent < HUGE_BYTES; sent += piece.length) {
        out.write(head);
        out.write(piece);
        out.write(tail);
      }
    } catch (IOException e) {
      // It was refused and hung up upon: what a server may do to whom it does not want to hear out.
      return;
    }
  }

  private static long heapMegabytes() {
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
