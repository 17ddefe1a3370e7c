package care.chevet.bench.signaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts what is measured: the floor, Chevet with and without Redis. */
final class Servers {
  static final String CHEVET = "Chevet, one node";
  static final String CHEVET_WITH_REDIS = "Chevet with Redis";
  static final String FLOOR = "bare Netty relay";

  private final Path home;
  private final Tickets tickets;
  private int nextPort;

  Servers(Path home, Tickets tickets, int firstPort) {
    this.home = home;
    this.tickets = tickets;
    this.nextPort = firstPort;
  }

  int port() {
    return nextPort++;
  }

  Path home() {
    return home;
  }

  static boolean onPath(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private List<String> java(String name, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-Xlog:cds*=off",
                "-Xlog:aot*=off",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + home.resolve("system-tests/target/" + name + ".jsa"),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(more);
    return command;
  }

  MeasuredServer bare() throws IOException {
    int port = port();
    return new MeasuredServer(
        FLOOR,
        port,
        java(
            "bare",
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareRelay.class.getName(),
                Integer.toString(port))),
        Map.of());
  }

  MeasuredServer chevet() throws IOException {
    return chevet(CHEVET, Map.of());
  }

  MeasuredServer chevet(MeasuredServer redis) throws IOException {
    return chevet(
        CHEVET_WITH_REDIS,
        Map.of(
            "CHEVET_REDIS_URL",
            "redis://127.0.0.1:" + redis.port,
            "CHEVET_ROOM_EVENTS_URL",
            tickets.keysAddress(),
            "CHEVET_TOKEN_URL",
            tickets.keysAddress(),
            "CHEVET_CLIENT_SECRET",
            "bench"));
  }

  private MeasuredServer chevet(String name, Map<String, String> more) throws IOException {
    int port = port();
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("CHEVET_SIGNALING_PORT", Integer.toString(port));
    settings.put("CHEVET_ALLOWED_ORIGINS", ClientLoop.ORIGIN);
    settings.put("CHEVET_TICKET_ISSUER", ClientLoop.ORIGIN);
    settings.put("CHEVET_TICKET_JWKS_URL", tickets.keysAddress());
    settings.put("CHEVET_ARRIVALS_PER_SECOND", "1000000");
    String jar =
        home.resolve("signaling-server/target/signaling-server-0.1.0-SNAPSHOT.jar").toString();
    return new MeasuredServer(name, port, java("chevet", List.of("-jar", jar)), settings);
  }

  Optional<MeasuredServer> redis() throws IOException {
    if (!onPath("redis-server")) {
      System.out.println("Chevet with Redis: NOT MEASURED, redis-server is not installed");
      return Optional.empty();
    }
    int port = port();
    return Optional.of(
        new MeasuredServer(
            "Redis",
            port,
            List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--dir",
                Files.createTempDirectory("bench-redis").toString()),
            Map.of()));
  }
}
