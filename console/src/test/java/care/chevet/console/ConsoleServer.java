package care.chevet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console's files and an interface in memory, on one free port, as the service serves them. */
final class ConsoleServer implements AutoCloseable {
  private static final String ROOT = "META-INF/resources";
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String policy = policyFor(textOf(ROOT + "/index.html"));
  final Interface api = new Interface();

  ConsoleServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    api.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (api.answers(path)) {
      api.answer(exchange);
      return;
    }
    String file =
        switch (path) {
          case "/" -> ROOT + "/index.html";
          case "/guest", "/verify" -> ROOT + path + ".html";
          case "/call/call.js" -> "call-double/call.js";
          default -> ROOT + path;
        };
    byte[] bytes = bytesOf(file);
    if (bytes.length == 0) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The strict policy under which the pages must work: one inline element, known by its hash. */
  private static String policyFor(String index) {
    Matcher importMap = IMPORT_MAP.matcher(index);
    if (!importMap.find()) {
      throw new IllegalStateException("index.html holds no import map");
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(importMap.group(1).getBytes(UTF_8));
      return "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self';"
              .formatted(Base64.getEncoder().encodeToString(hash))
          + " connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";
    } catch (GeneralSecurityException neverOnThisPlatform) {
      throw new IllegalStateException(neverOnThisPlatform);
    }
  }

  private static String textOf(String resource) {
    return new String(bytesOf(resource), UTF_8);
  }

  private static byte[] bytesOf(String resource) {
    try (InputStream found = ConsoleServer.class.getClassLoader().getResourceAsStream(resource)) {
      return found == null ? new byte[0] : found.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
