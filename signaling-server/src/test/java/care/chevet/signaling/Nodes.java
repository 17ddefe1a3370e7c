package care.chevet.signaling;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Several nodes, each a process of its own, around one Redis and one backend. */
final class Nodes implements AutoCloseable {
  final Backend backend = new Backend();
  final Redis redis = new Redis();

  /** The way of the first node to Redis, if it has one of its own. */
  final BadLine line = new BadLine(redis::port);

  private final List<Node> nodes = new ArrayList<>();

  Nodes(int count) {
    this(count, false);
  }

  /**
   * @param behindALine whether the first node reaches Redis by a line that can be cut
   */
  Nodes(int count, boolean behindALine) {
    for (int i = 0; i < count; i++) {
      boolean own = behindALine && i == 0;
      nodes.add(new Node(own ? "redis://127.0.0.1:" + line.port() : redis.url()));
    }
    ensureAllRun();
  }

  /** One process that knows of no other and of no Redis. */
  static Nodes alone() {
    Nodes alone = new Nodes(0);
    alone.nodes.add(alone.new Node(""));
    alone.ensureAllRun();
    return alone;
  }

  /** Starts those that do not run, all at once. */
  void ensureAllRun() {
    List<Node> dead = nodes.stream().filter(node -> !node.runs()).toList();
    dead.forEach(Node::launch);
    dead.forEach(Node::awaitReady);
  }

  Node node(int index) {
    return nodes.get(index);
  }

  String ticket(String room, Person person) {
    return backend.ticketFor(room, person);
  }

  @Override
  public void close() {
    nodes.forEach(Node::kill);
    line.close();
    redis.close();
    backend.close();
  }

  /** One process. */
  final class Node {
    private final String redisUrl;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private @Nullable Process process;
    private volatile int port;
    private boolean leaving;

    Node(String redisUrl) {
      this.redisUrl = redisUrl;
    }

    /** Whether a line of its log so far holds this. */
    boolean said(String part) {
      return said.stream().anyMatch(line -> line.contains(part));
    }

    boolean runs() {
      return process != null && process.isAlive() && !leaving;
    }

    void start() {
      launch();
      awaitReady();
    }

    void launch() {
      if (process != null) {
        kill();
      }
      port = 0;
      leaving = false;
      try {
        ProcessBuilder builder =
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path").replace(',', File.pathSeparatorChar),
                "care.chevet.signaling.SignalingServer");
        builder
            .environment()
            .putAll(
                Map.of(
                    "CHEVET_SIGNALING_PORT",
                    "0",
                    "CHEVET_ALLOWED_ORIGINS",
                    Caller.ORIGIN,
                    "CHEVET_TICKET_JWKS_URL",
                    backend.at("/jwks.json").toString(),
                    "CHEVET_ROOM_EVENTS_URL",
                    backend.at("/rooms").toString(),
                    "CHEVET_TOKEN_URL",
                    backend.at("/token").toString(),
                    "CHEVET_CLIENT_SECRET",
                    "secret",
                    // Empty counts as not set.
                    "CHEVET_REDIS_URL",
                    redisUrl,
                    "CHEVET_ARRIVALS_PER_SECOND",
                    "10000"));
        process = builder.redirectErrorStream(true).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Process mine = process;
      Thread.ofVirtual().start(() -> listen(mine));
    }

    void awaitReady() {
      await().atMost(Duration.ofSeconds(20)).until(() -> port != 0);
      await().atMost(Duration.ofSeconds(20)).until(() -> health("ready").contains("\"ready\""));
    }

    private void listen(Process mine) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(mine.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          System.out.println("node " + port + ": " + line);
          said.add(line);
          if (line.contains("Listening on")) {
            port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip());
          }
        }
      } catch (IOException e) {
        System.out.println("node " + port + " is gone: " + e.getMessage());
      }
    }

    int port() {
      return port;
    }

    String health(String which) {
      try {
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/health/" + which))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
      } catch (IOException e) {
        return "no answer: " + e.getMessage();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
      try {
        boolean _ = process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Holds the process still, as a machine without time for it does. */
    void freeze() {
      signal("STOP");
    }

    void thaw() {
      signal("CONT");
    }

    private void signal(String name) {
      try {
        String pid = Long.toString(process.pid());
        int code = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        if (code != 0) {
          throw new IllegalStateException("kill -" + name + " ended with " + code);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Asks the process to end in order. */
    void drain() {
      leaving = true;
      process.destroy();
    }
  }
}
