package care.chevet.room.http;

import care.chevet.room.BarTicket;
import care.chevet.room.Doorkeeper;
import care.chevet.room.Tickets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the signaling server over the same socket address that browsers use, so that whichever node
 * is reached finds the one that keeps the room. The ticket it shows bars instead of admitting.
 */
final class SignalingDoorkeeper implements Doorkeeper, AutoCloseable {
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final String SUBPROTOCOL = "chevet.signaling.v1";

  /** Done, and: there is no such room on any node. */
  private static final Set<Integer> NOT_THERE = Set.of(4500, 4004);

  /** The first frame of a socket. */
  record Hello(String type, String ticket, String instance) {}

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
  private final RoomSettings settings;
  private final Tickets tickets;
  private final JsonMapper json;
  private final InstantSource clock;

  SignalingDoorkeeper(
      RoomSettings settings, Tickets tickets, JsonMapper json, InstantSource clock) {
    this.settings = settings;
    this.tickets = tickets;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Mono<Void> sendOut(UUID room, UUID person) {
    return Mono.fromFuture(() -> closeCode(hello(room, person)))
        .timeout(ANSWER_WITHIN)
        .flatMap(code ->
            NOT_THERE.contains(code)
                ? Mono.empty()
                : Mono.error(new IOException("signaling closed with " + code)));
  }

  private String hello(UUID room, UUID person) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var ticket = new BarTicket(UUID.randomUUID(), room, person, now);
    return json.writeValueAsString(new Hello("hello", tickets.sign(ticket), "consultation"));
  }

  private CompletableFuture<Integer> closeCode(String hello) {
    var closed = new CompletableFuture<Integer>();
    return http.newWebSocketBuilder()
        .connectTimeout(ANSWER_WITHIN)
        .header("Origin", origin(settings.publicUrl()))
        .subprotocols(SUBPROTOCOL)
        .buildAsync(settings.signalingUrl(), new UntilClosed(closed))
        .thenCompose(socket -> socket.sendText(hello, true))
        .thenCompose(socket -> closed.whenComplete((_, _) -> socket.abort()));
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Waits for the server to end the socket. */
  private record UntilClosed(CompletableFuture<Integer> closed) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
      closed.completeExceptionally(fault);
    }
  }
}
