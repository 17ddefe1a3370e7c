package care.chevet.signaling;

import care.chevet.signaling.protocol.IcePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server on a free port with its backend. */
final class Running implements AutoCloseable {
  final Backend backend = new Backend();
  private final Set<String> origins = new HashSet<>(Set.of(Caller.ORIGIN));
  private SignalingServer server;

  Running() {
    server = start(List.of(), IcePolicy.ALL, 0);
  }

  Running(List<String> turnUrls, IcePolicy policy) {
    server = start(turnUrls, policy, 0);
  }

  private SignalingServer start(List<String> turnUrls, IcePolicy policy, int port) {
    Configuration configuration =
        new Configuration(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            origins,
            "http://localhost:8080",
            backend.at("/jwks.json"),
            Optional.of(backend.at("/rooms")),
            Optional.of(
                new Configuration.Client(backend.at("/token"), "signaling-server", "secret")),
            turnUrls,
            turnUrls.isEmpty() ? "" : "turn-secret",
            policy,
            10_000);
    try {
      return SignalingServer.start(configuration, InstantSource.system());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.port();
  }

  SignalingServer server() {
    return server;
  }

  /** Starts anew with one more origin on the list. */
  void alsoAllow(String origin) {
    origins.add(origin);
    crashAndRestart();
  }

  /** Stops as a crash would and starts anew on the same port, with nothing remembered. */
  void crashAndRestart() {
    int port = port();
    server.stop();
    server = start(List.of(), IcePolicy.ALL, port);
  }

  /** Cuts every socket; the server goes on. */
  void dropSockets() {
    server.listener().dropSockets();
  }

  Caller enter(String room, Person person) {
    return enter(room, person, "instance-" + person.role());
  }

  Caller enter(String room, Person person, String instance) {
    return Caller.enter(port(), backend.ticketFor(room, person), instance);
  }

  @Override
  public void close() {
    server.stop();
    backend.close();
  }
}
