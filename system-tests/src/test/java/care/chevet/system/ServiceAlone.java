package care.chevet.system;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The consultation service with a database of its own, as somebody else's provider signs in to. */
final class ServiceAlone implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final EmbeddedPostgres database;
  private final Process process;

  private ServiceAlone(EmbeddedPostgres database, Process process) {
    this.database = database;
    this.process = process;
  }

  static ServiceAlone start(URI address, Map<String, String> settings)
      throws IOException, SQLException {
    EmbeddedPostgres database = EmbeddedPostgres.start();
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "create role chevet_owner login password 'owner'",
              "create role chevet_app login password 'app'",
              "create database chevet owner chevet_owner")) {
        statement.execute(sql);
      }
    }
    Path root = Path.of(System.getProperty("project.root"));
    ProcessBuilder starting =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                root.resolve("consultation-service/target/consultation-service-0.1.0-SNAPSHOT.jar")
                    .toString())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "service-alone.out").toFile());
    String server = "postgresql://localhost:" + database.getPort() + "/chevet";
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "SERVER_PORT", String.valueOf(address.getPort()),
                "CHEVET_PUBLIC_URL", address.toString(),
                "CHEVET_DEMO_DATA", "true",
                "SPRING_R2DBC_URL", "r2dbc:" + server,
                "SPRING_R2DBC_USERNAME", "chevet_app",
                "SPRING_R2DBC_PASSWORD", "app",
                "SPRING_FLYWAY_URL", "jdbc:" + server,
                "SPRING_FLYWAY_USER", "chevet_owner",
                "SPRING_FLYWAY_PASSWORD", "owner"));
    environment.putAll(settings);
    starting.environment().putAll(environment);
    ServiceAlone service = new ServiceAlone(database, starting.start());
    await("the service, see target/service-alone.out")
        .atMost(READY_WITHIN)
        .failFast("it ended", () -> !service.process.isAlive())
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> isReady(address));
    return service;
  }

  private static boolean isReady(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/actuator/health/readiness")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
