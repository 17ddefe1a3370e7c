package care.chevet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.standalone.settings.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program itself, with stand-ins for the three services. */
class StandaloneIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final List<String> ALL =
      List.of(
          "standalone", "postgresql", "signaling-server", "consultation-service", "fhir-adapter");

  @TempDir Path temporary;
  private Path home;
  private Path data;
  private Ports ports;
  private Optional<Process> running = Optional.empty();

  @BeforeEach
  void prepare() throws IOException {
    home = FakeService.home(temporary.resolve("home"));
    data = Files.createDirectories(temporary.resolve("data"));
    // What can be made again at any time is made once.
    Path programs = Files.createDirectories(Path.of("target", "programs").toAbsolutePath());
    Files.createSymbolicLink(data.resolve("programs"), programs);
    ports = FreePorts.block();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (running.isPresent()) {
      running.get().destroy();
      assertThat(running.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whenReadyItSaysWhereEverythingIsAndOnRequestLeavesNothingRunning() throws Exception {
    JsonNode endpoints = up();
    String console = "http://localhost:" + ports.console();
    assertThat(endpoints.path("console").asString()).isEqualTo(console);
    assertThat(endpoints.path("api").asString()).isEqualTo(console + "/api/v1");
    assertThat(endpoints.path("openapi").asString()).isEqualTo(console + "/api/openapi.json");
    assertThat(endpoints.path("signaling").asString())
        .isEqualTo("ws://localhost:" + ports.signaling() + "/signaling");
    assertThat(endpoints.path("accounts")).hasSize(9);
    assertThat(endpoints.path("accounts").get(0).propertyNames())
        .containsExactlyInAnyOrder("userName", "password", "role", "displayName");
    assertThat(endpoints.path("clients").get(0).propertyNames())
        .containsExactlyInAnyOrder("id", "secret", "scope");
    Map<String, ProcessHandle> processes = processes(endpoints);
    assertThat(processes.keySet()).containsExactlyInAnyOrderElementsOf(ALL);

    running.orElseThrow().destroy();
    assertThat(running.orElseThrow().waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(processes.values()).noneMatch(ProcessHandle::isAlive);
    assertThat(data.resolve("endpoints.json")).doesNotExist();
    assertThat(output()).contains("Chevet is ready after", console, "claire.dubourg");
  }

  @Test
  void aKilledServiceIsBackAndTheFileNamesItsNewProcess() throws Exception {
    ProcessHandle first = processes(up()).get("fhir-adapter");
    assertThat(first.destroyForcibly()).isTrue();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> processes(endpoints()).get("fhir-adapter").pid() != first.pid());
    assertThat(processes(endpoints())).hasSize(ALL.size());
  }

  @Test
  void afterAKillOfTheSupervisorTheNextStartStopsWhatWasLeft() throws Exception {
    Map<String, ProcessHandle> before = processes(up());
    assertThat(before.get("standalone").destroyForcibly()).isTrue();
    await().atMost(SOON).until(() -> !before.get("standalone").isAlive());
    assertThat(before.get("consultation-service").isAlive()).isTrue();

    Map<String, ProcessHandle> after = processes(up());

    assertThat(before.values()).noneMatch(ProcessHandle::isAlive);
    assertThat(after.values()).allMatch(ProcessHandle::isAlive);
    assertThat(output()).contains("Stopped what an earlier run left behind");
  }

  @Test
  void aTakenPortIsRefusedWithOneSentence() throws Exception {
    try (ServerSocket _ = new ServerSocket(ports.issuer(), 1, InetAddress.getLoopbackAddress())) {
      launch();
      assertThat(running.orElseThrow().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(running.orElseThrow().exitValue()).isEqualTo(2);
    assertThat(output().strip())
        .startsWith("Port " + ports.issuer() + ", wanted for the demo sign-in, is taken")
        .doesNotContain("\n");
  }

  @Test
  void aFolderInUseIsRefusedWithOneSentence() throws Exception {
    up();
    Process second =
        new ProcessBuilder(command(FreePorts.block())).redirectErrorStream(true).start();
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(second.waitFor()).isEqualTo(2);
    assertThat(said.strip()).contains("is in use by a Chevet").doesNotContain("\n");
  }

  private JsonNode up() throws Exception {
    Files.deleteIfExists(data.resolve("endpoints.json"));
    launch();
    await()
        .atMost(SOON)
        .until(
            () -> Files.exists(data.resolve("endpoints.json")) || !running.orElseThrow().isAlive());
    assertThat(running.orElseThrow().isAlive()).as(output()).isTrue();
    return endpoints();
  }

  private void launch() throws IOException {
    running =
        Optional.of(
            new ProcessBuilder(command(ports))
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile())
                .start());
  }

  private List<String> command(Ports block) throws IOException {
    Path target = Path.of("target");
    try (Stream<Path> files = Files.list(target)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches("standalone-.*\\.jar"))
              .findFirst()
              .orElseThrow();
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Dchevet.home=" + home,
          "-XX:TieredStopAtLevel=1",
          "-jar",
          jar.toString(),
          "--data",
          data.toString(),
          "--port",
          Integer.toString(block.console()));
    }
  }

  private String output() throws IOException {
    return Files.readString(temporary.resolve("output"));
  }

  private JsonNode endpoints() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(data.resolve("endpoints.json")));
  }

  private static Map<String, ProcessHandle> processes(JsonNode endpoints) {
    return endpoints
        .path("processes")
        .valueStream()
        .collect(
            Collectors.toMap(
                entry -> entry.path("name").asString(),
                entry -> ProcessHandle.of(entry.path("pid").asLong()).orElseThrow(),
                (one, _) -> one));
  }
}
