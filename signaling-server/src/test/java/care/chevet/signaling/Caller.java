package care.chevet.signaling;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A client on a real socket, written from the protocol document alone; it acts only when told to.
 */
final class Caller implements AutoCloseable {
  static final String ORIGIN = "http://localhost:8080";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;
  private volatile int closeCode = -1;
  private volatile boolean ended;
  private int read;
  private long seq;

  private Caller(WebSocket socket) {
    this.socket = socket;
  }

  /** Connects without a word. */
  static Caller connect(int port) {
    return connect(port, ORIGIN, "chevet.signaling.v1");
  }

  static Caller connect(int port, String origin, String subprotocol) {
    Relay relay = new Relay();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .header("Origin", origin)
            .subprotocols(subprotocol)
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/signaling"), relay)
            .join();
    Caller caller = new Caller(socket);
    relay.to(caller);
    return caller;
  }

  /** Connects and enters a room. */
  static Caller enter(int port, String ticket, String instance) {
    Caller caller = connect(port);
    caller.send(Map.of("type", "hello", "id", "h", "ticket", ticket, "instance", instance));
    return caller;
  }

  /** Connects and takes up the session of a welcome. */
  static Caller resume(
      int port, JsonNode welcome, long offset, long seq, long attempt, String instance) {
    Caller caller = connect(port);
    caller.seq = seq;
    caller.send(
        Map.of(
            "type",
            "hello",
            "instance",
            instance,
            "resume",
            Map.of(
                "room", welcome.path("room").stringValue(),
                "session", welcome.path("session").stringValue(),
                "secret", welcome.path("secret").stringValue(),
                "epoch", welcome.path("epoch").stringValue(),
                "offset", offset,
                "seq", seq,
                "attempt", attempt)));
    return caller;
  }

  void send(Map<String, ?> message) {
    sendText(Backend.JSON.writeValueAsString(message));
  }

  void sendText(String text) {
    try {
      socket.sendText(text, true).join();
    } catch (CompletionException e) {
      // Whoever tests a closed socket looks at its close code.
      ended = true;
    }
  }

  /** Sends a numbered message and returns its seq. */
  long say(String type, Object... members) {
    return sayAs(++seq, type, members);
  }

  long sayAs(long number, String type, Object... members) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("seq", number);
    for (int i = 0; i < members.length; i += 2) {
      message.put((String) members[i], members[i + 1]);
    }
    send(message);
    return number;
  }

  long offer(String to, String pc, long negotiation, String sdp) {
    return say(
        "description",
        "to",
        to,
        "pc",
        pc,
        "negotiation",
        negotiation,
        "description",
        Map.of("type", "offer", "sdp", sdp));
  }

  /** The next message of this type; others before it are skipped. */
  JsonNode next(String type) {
    await("message " + type + " after " + received)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> peek(type).isPresent());
    JsonNode message = peek(type).orElseThrow();
    read = received.indexOf(message) + 1;
    return message;
  }

  private Optional<JsonNode> peek(String type) {
    return received.stream()
        .skip(read)
        .filter(message -> message.path("type").stringValue().equals(type))
        .findFirst();
  }

  List<JsonNode> all(String type) {
    return received.stream()
        .filter(message -> message.path("type").stringValue().equals(type))
        .toList();
  }

  /** Says that everything up to here was handled, by a ping that is answered. */
  void roundTrip() {
    send(Map.of("type", "ping", "id", "rt-" + System.nanoTime()));
    JsonNode _ = next("pong");
  }

  int closeCode() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> ended);
    return closeCode;
  }

  boolean ended() {
    return ended;
  }

  /** Loses the socket without a word. */
  void drop() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void text(CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(Backend.JSON.readTree(partial.toString()));
      partial.setLength(0);
    }
  }

  private void closed(int code) {
    closeCode = code;
    ended = true;
  }

  /** Holds what arrives until there is a caller to take it. */
  private static final class Relay implements WebSocket.Listener {
    private final java.util.concurrent.CompletableFuture<Caller> caller =
        new java.util.concurrent.CompletableFuture<>();

    void to(Caller target) {
      caller.complete(target);
    }

    private Caller caller() {
      return caller.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      caller().text(data, last);
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      caller().closed(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      caller().closed(-1);
    }
  }
}
