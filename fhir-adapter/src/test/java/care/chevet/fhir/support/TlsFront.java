package care.chevet.fhir.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTPS in front of a plain server; it asks callers for a certificate when told to. */
public final class TlsFront implements AutoCloseable {

  private final HttpsServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI behind;

  /** On {@code port}, or a free one when it is 0. */
  public TlsFront(int port, URI behind, Path keys, Path trust, boolean clientMustShow) {
    this.behind = behind;
    try {
      server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context(keys, trust)) {
            @Override
            public void configure(HttpsParameters parameters) {
              var ssl = getSSLContext().getDefaultSSLParameters();
              ssl.setNeedClientAuth(clientMustShow);
              parameters.setSSLParameters(ssl);
            }
          });
      server.setExecutor(executor);
      server.createContext("/", this::forward);
      server.start();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI address() {
    return URI.create("https://localhost:" + port());
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
              .header("Content-Type", "application/fhir+json")
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
              .build();
      var response = http.send(request, BodyHandlers.ofByteArray());
      LocalServer.answer(exchange, response.statusCode(), "application/fhir+json", response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SSLContext context(Path keys, Path trust)
      throws IOException, GeneralSecurityException {
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(load(keys), Certificates.PASSWORD.toCharArray());
    var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(load(trust));
    var context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var stream = Files.newInputStream(file)) {
      store.load(stream, Certificates.PASSWORD.toCharArray());
    }
    return store;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    http.close();
  }
}
