package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole product, running: what {@code ./chevet up} starts, with its data in a folder of its own
 * and on ports that were free. Closing it is a Ctrl-C.
 */
final class RunningChevet implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofSeconds(150);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
  private static final Duration RECOVER_WITHIN = Duration.ofMinutes(4);

  /** How many ports the product takes, one after the other, from {@code --port}. */
  private static final int PORTS = 6;

  /** Below those that the system gives to whoever connects, so that none is taken meanwhile. */
  private static final int PORT_LOWEST = 20_000;

  private static final int PORT_HIGHEST = 32_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private final Process process;

  private RunningChevet(Path data, Process process) {
    this.data = data;
    this.process = process;
  }

  static RunningChevet start(Path data) {
    return start(data, freePorts());
  }

  static RunningChevet start(Path data, int port) {
    Path root = Path.of(System.getProperty("project.root"));
    Path endpoints = data.resolve("endpoints.json");
    try {
      Files.createDirectories(data);
      // What can be made again at any time is made once for all data folders.
      Path programs = Files.createDirectories(Path.of("target", "programs").toAbsolutePath());
      if (Files.notExists(data.resolve("programs"))) {
        Files.createSymbolicLink(data.resolve("programs"), programs);
      }
      Files.deleteIfExists(endpoints);
      ProcessBuilder starting =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-jar",
                  root.resolve("standalone/target/standalone-0.1.0-SNAPSHOT.jar").toString(),
                  "--data",
                  data.toString(),
                  "--port",
                  String.valueOf(port))
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("chevet.out").toFile());
      // Each process lives for a few minutes: what Java would compile thoroughly never pays.
      starting.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
      Process process = starting.start();
      RunningChevet chevet = new RunningChevet(data, process);
      await("chevet up, see " + data)
          .atMost(START_WITHIN)
          .failFast("it ended: " + data.resolve("chevet.out"), () -> !process.isAlive())
          .until(() -> Files.exists(endpoints));
      return chevet;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of a block of free ports. */
  static int freePorts() {
    for (int attempt = 0; attempt < 50; attempt++) {
      List<ServerSocket> block = new ArrayList<>();
      try {
        int first = ThreadLocalRandom.current().nextInt(PORT_LOWEST, PORT_HIGHEST);
        for (int next = 0; next < PORTS; next++) {
          block.add(new ServerSocket(first + next, 1, InetAddress.getLoopbackAddress()));
        }
        return first;
      } catch (IOException | IllegalArgumentException e) {
        // One of the block is taken: look further.
      } finally {
        block.forEach(RunningChevet::release);
      }
    }
    throw new IllegalStateException("no " + PORTS + " free ports in a row");
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code endpoints.json} says now. */
  JsonNode endpoints() {
    return JsonMapper.shared().readTree(data.resolve("endpoints.json"));
  }

  String endpoint(String name) {
    return endpoints().required(name).asString();
  }

  JsonNode client(String id) {
    for (JsonNode client : endpoints().required("clients")) {
      if (client.required("id").asString().equals(id)) {
        return client;
      }
    }
    throw new IllegalArgumentException("no client " + id);
  }

  long pid(String processName) {
    for (JsonNode running : endpoints().required("processes")) {
      if (running.required("name").asString().equals(processName)) {
        return running.required("pid").asLong();
      }
    }
    throw new IllegalArgumentException("no process " + processName);
  }

  /** Ends one process as a fault would: at once, with no word of warning. */
  void kill(String processName) {
    long pid = pid(processName);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await(processName + " gone").atMost(Duration.ofSeconds(10)).until(() -> !alive(pid));
  }

  /** Waits until a process that was killed runs again, and the service answers. */
  void awaitRestart(String processName, long formerPid) {
    await(processName + " back")
        .atMost(RECOVER_WITHIN)
        .ignoreExceptionsInstanceOf(IllegalArgumentException.class)
        .until(() -> pid(processName) != formerPid && alive(pid(processName)) && ready());
  }

  private boolean ready() throws InterruptedException {
    URI readiness = URI.create(endpoint("console") + "/actuator/health/readiness");
    HttpRequest request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** What a process has logged so far, those before it of the same name included. */
  String log(String processName) {
    try {
      return Files.readString(data.resolve("logs").resolve(processName + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if any log of the run so far tells which residents there are. */
  void tellsOfNobody() {
    assertThat(PersonalData.logs(data)).as("the logs of " + data).hasSizeGreaterThan(4);
    assertThat(PersonalData.in(data)).as("personal data in the logs").isEmpty();
  }

  /** Ends the product; its logs are then gone through for personal data. */
  @Override
  public void close() {
    stop();
    tellsOfNobody();
  }

  private void stop() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN)) {
        process.destroyForcibly();
        throw new IllegalStateException("chevet did not stop within " + STOP_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
