package care.chevet.signaling;

import care.chevet.signaling.event.Credentials;
import care.chevet.signaling.protocol.IcePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server on a free port with its backend. */
final class Running implements AutoCloseable {
  final Backend backend = new Backend();
  private final Set<String> origins = new HashSet<>(Set.of(Caller.ORIGIN));
  static final String TURN_SECRET = "turn-secret";
  private final List<String> turnUrls;
  private final IcePolicy policy;
  private final Duration turnGoodFor;
  private SignalingServer server;

  Running() {
    this(List.of(), IcePolicy.ALL);
  }

  Running(List<String> turnUrls, IcePolicy policy) {
    this(turnUrls, policy, Duration.ofMinutes(10));
  }

  Running(List<String> turnUrls, IcePolicy policy, Duration turnGoodFor) {
    this.turnUrls = turnUrls;
    this.policy = policy;
    this.turnGoodFor = turnGoodFor;
    server = start(0);
  }

  private SignalingServer start(int port) {
    Configuration configuration =
        new Configuration(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            origins,
            "http://localhost:8080",
            backend.at("/jwks.json"),
            Optional.of(backend.at("/rooms")),
            Optional.of(
                new Configuration.Client(
                    backend.at("/token"), new Credentials.Secret("signaling-server", "secret"))),
            turnUrls,
            turnUrls.isEmpty() ? "" : TURN_SECRET,
            turnGoodFor,
            policy,
            10_000,
            Optional.empty());
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
    server = start(port);
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
