package care.chevet.fhir.support;

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

/** A real HTTP server on a free port of this machine. */
public abstract class LocalServer implements AutoCloseable {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private volatile HttpServer server;
  private final int port;

  @SuppressWarnings("this-escape")
  protected LocalServer() {
    server = bind(0);
    port = server.getAddress().getPort();
  }

  private HttpServer bind(int wanted) {
    try {
      var bound =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
      bound.setExecutor(executor);
      bound.createContext("/", this::guarded);
      bound.start();
      return bound;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void guarded(HttpExchange exchange) throws IOException {
    try (exchange) {
      handle(exchange);
    }
  }

  protected abstract void handle(HttpExchange exchange) throws IOException;

  public URI address() {
    return URI.create("http://localhost:" + port);
  }

  /** Stops listening, so that connections are refused. */
  public void goDown() {
    server.stop(0);
  }

  public void comeBack() {
    server = bind(port);
  }

  protected static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  protected static void answer(HttpExchange exchange, int status, String json) throws IOException {
    answer(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
