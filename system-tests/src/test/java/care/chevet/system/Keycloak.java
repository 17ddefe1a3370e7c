package care.chevet.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak from its distribution, with one realm: the console, a machine, and a nurse. */
final class Keycloak implements AutoCloseable {

  static final String SECRET = "a-secret-of-this-run";
  static final String PASSWORD = "a-password-of-this-run";

  private static final String ADMINISTRATOR = "administrator";
  private static final Duration START_WITHIN = Duration.ofMinutes(4);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private Keycloak(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it, to send people back to {@code console}. */
  static Keycloak start(URI console) throws IOException {
    Path home = distribution();
    forgetWhatWas(home.resolve("data"));
    Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
    try (var realm = Keycloak.class.getResourceAsStream("/keycloak/chevet-realm.json")) {
      Files.writeString(
          realms.resolve("chevet-realm.json"),
          new String(realm.readAllBytes(), StandardCharsets.UTF_8)
              .replace("@console@", console.toString())
              .replace("@secret@", SECRET)
              .replace("@password@", PASSWORD));
    }
    int port = RunningChevet.freePorts();
    ProcessBuilder starting =
        new ProcessBuilder(
                "sh",
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("keycloak.out").toFile());
    starting.environment().put("JAVA_HOME", System.getProperty("java.home"));
    starting.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    starting.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
    starting.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    Keycloak keycloak = new Keycloak(starting.start(), URI.create("http://localhost:" + port));
    await("Keycloak up, see " + home.resolve("keycloak.out"))
        .atMost(START_WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .failFast("it ended", () -> !keycloak.process.isAlive())
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(keycloak::knowsTheRealm);
    return keycloak;
  }

  /** A realm that a former run left would be kept, with that run's addresses. */
  private static void forgetWhatWas(Path data) throws IOException {
    if (Files.exists(data)) {
      List<Path> all;
      try (var found = Files.walk(data)) {
        all = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path one : all) {
        Files.delete(one);
      }
    }
  }

  private static Path distribution() throws IOException {
    try (var unpacked = Files.list(Path.of("target"))) {
      return unpacked
          .filter(folder -> folder.getFileName().toString().startsWith("keycloak-"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no Keycloak under target"))
          .toAbsolutePath();
    }
  }

  private boolean knowsTheRealm() throws IOException, InterruptedException {
    URI description = URI.create(issuer() + "/.well-known/openid-configuration");
    return http.send(
                HttpRequest.newBuilder(description).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  String issuer() {
    return address + "/realms/chevet";
  }

  /** An access token of the realm's machine. */
  String machineToken() throws IOException, InterruptedException {
    return token(
        "chevet",
        Map.of(
            "grant_type", "client_credentials", "client_id", "operator", "client_secret", SECRET));
  }

  /** Ends every session of somebody, as an administrator does when her tablet is lost. */
  void endSessionsOf(String userName) throws IOException, InterruptedException {
    String token =
        token(
            "master",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMINISTRATOR,
                "password",
                PASSWORD));
    URI users = address.resolve("/admin/realms/chevet/users");
    JsonNode found = asked(HttpRequest.newBuilder(query(users, userName)), token);
    String id = found.get(0).required("id").asString();
    HttpRequest logout =
        HttpRequest.newBuilder(URI.create(users + "/" + id + "/logout"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = http.send(logout, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 204) {
      throw new IOException("the sign-out was answered " + status);
    }
  }

  private static URI query(URI users, String userName) {
    return URI.create(users + "?exact=true&username=" + userName);
  }

  private JsonNode asked(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    String body =
        http.send(
                request.header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return JsonMapper.shared().readTree(body);
  }

  private String token(String realm, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(
                address.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return JsonMapper.shared().readTree(answer).required("access_token").asString();
  }

  @Override
  public void close() {
    http.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
