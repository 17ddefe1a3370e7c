package care.chevet.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The program that speaks with hospitals and its issuer, on a socket; it can be slow or wrong. */
final class HospitalSideDouble implements AutoCloseable {
  private static final String SECRET = "Basic Y29uc3VsdGF0aW9uLXNlcnZpY2U6c2VjcmV0";

  /** How it answers. */
  enum Mood {
    WELL,
    SLOW,
    BROKEN,
    NO_JSON
  }

  private record Laid(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Laid> answers = new ConcurrentHashMap<>();
  final List<String> received = new CopyOnWriteArrayList<>();
  volatile Mood mood = Mood.WELL;
  volatile String token = "first";

  HospitalSideDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/token", this::giveToken);
    server.createContext("/api", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void lay(String what, int status, String body) {
    answers.put(what, new Laid(status, body));
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    var known = SECRET.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    write(
        exchange,
        known ? 200 : 401,
        known
            ? "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                .formatted(token)
            : "{\"error\":\"invalid_client\"}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      write(exchange, 401, "{}");
      return;
    }
    switch (mood) {
      case SLOW -> waitUntilClosed();
      case BROKEN -> write(exchange, 500, "{\"code\":\"internal_error\"}");
      case NO_JSON -> write(exchange, 200, "<html>");
      case WELL -> {
        received.add((what + " " + body).strip());
        var laid = answers.getOrDefault(what, new Laid(404, "{\"code\":\"not_found\"}"));
        write(exchange, laid.status(), laid.body());
      }
    }
  }

  private void waitUntilClosed() {
    try {
      var _ = closed.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
