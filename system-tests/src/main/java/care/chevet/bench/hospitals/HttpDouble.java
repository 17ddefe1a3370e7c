package care.chevet.bench.hospitals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server of this benchmark, on a free port of this machine. */
abstract class HttpDouble implements AutoCloseable {

  private static final int BACKLOG = 200;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;
  private int port;

  final void start() {
    try {
      var made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      port = made.getAddress().getPort();
      made.setExecutor(executor);
      var _ = made.createContext("/", this::guarded);
      made.start();
      server = made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void guarded(HttpExchange exchange) throws IOException {
    try (exchange) {
      handle(exchange);
    }
  }

  abstract void handle(HttpExchange exchange) throws IOException;

  final URI address() {
    return URI.create("http://localhost:" + port);
  }

  /** Stops listening: connections are refused from now on. */
  final void die() {
    if (server != null) {
      server.stop(0);
    }
  }

  static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  static void answer(HttpExchange exchange, int status, String json) throws IOException {
    answer(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public final void close() {
    die();
    var _ = executor.shutdownNow();
  }
}
