package care.chevet.bench.hospitals;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The adapter as a process of its own, as its environment configures it. */
final class Adapter implements AutoCloseable {

  private static final int HEAP_MEGABYTES_MAX = 512;
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Process process;
  private final URI address;

  private Adapter(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Hospitals by FINESS number; {@code client-FINESS} acts for each at the façade. */
  static Adapter start(
      Path home, String database, URI service, Issuer issuer, Map<String, URI> hospitals)
      throws IOException, InterruptedException {
    var port = freePort();
    var environment = new LinkedHashMap<String, String>();
    environment.put("SERVER_PORT", String.valueOf(port));
    environment.put("SPRING_DATASOURCE_URL", database);
    environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
    environment.put("SPRING_DATASOURCE_PASSWORD", "postgres");
    environment.put("CHEVET_API_URL", service.toString());
    environment.put("CHEVET_ISSUER", issuer.address().toString());
    environment.put("CHEVET_TOKEN_URL", issuer.address() + "/token");
    environment.put("CHEVET_PUBLIC_URL", "http://localhost:" + port);
    environment.put("CHEVET_DEMO", "true");
    environment.put("CHEVET_ALLOWED_NETWORKS", "127.0.0.0/8,::1");
    var index = 0;
    for (var hospital : hospitals.entrySet()) {
      var prefix = "CHEVET_HOSPITALS_" + index++ + "_";
      environment.put(prefix + "FINESS", hospital.getKey());
      environment.put(prefix + "NAME", "CH " + hospital.getKey());
      environment.put(prefix + "BASE_URL", hospital.getValue() + "/fhir");
      environment.put(prefix + "CLIENT_ID", "client-" + hospital.getKey());
    }
    var log = home.resolve("target/bench-fhir-adapter.log");
    var jar = home.resolve("fhir-adapter/target/fhir-adapter-0.1.0-SNAPSHOT.jar");
    var builder =
        new ProcessBuilder(
                java("java"),
                "-Xmx" + HEAP_MEGABYTES_MAX + "m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    var adapter = new Adapter(builder.start(), URI.create("http://localhost:" + port));
    await(adapter.process, adapter.address.resolve("/actuator/health/readiness"), log);
    return adapter;
  }

  static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until {@code address} answers 200; a program that never does is ended. */
  static void await(Process process, URI address, Path log) throws InterruptedException {
    var deadline = System.nanoTime() + READY_WITHIN.toNanos();
    try (var http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        try {
          var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet.
        }
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    process.destroy();
    throw new IllegalStateException(
        "a measured program is not ready at %s; what it said is in %s".formatted(address, log));
  }

  URI address() {
    return address;
  }

  /** The heap in use after a collection, megabytes. */
  double heapMegabytes() throws IOException, InterruptedException {
    var _ = run(List.of(java("jcmd"), String.valueOf(process.pid()), "GC.run"));
    var used =
        USED.matcher(run(List.of(java("jcmd"), String.valueOf(process.pid()), "GC.heap_info")));
    var kilobytes = 0L;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes / 1024.0;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    var ran = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var _ = ran.waitFor();
    // The metaspace is no heap.
    var metaspace = text.indexOf("Metaspace");
    return metaspace < 0 ? text : text.substring(0, metaspace);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        var _ = process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
