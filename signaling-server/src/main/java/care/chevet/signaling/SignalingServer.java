package care.chevet.signaling;

import care.chevet.signaling.connection.Listener;
import care.chevet.signaling.connection.Neighbours;
import care.chevet.signaling.event.AccessTokens;
import care.chevet.signaling.event.HttpRoomEvents;
import care.chevet.signaling.event.RoomEvents;
import care.chevet.signaling.event.RoomsAddress;
import care.chevet.signaling.limit.AddressLimits;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.redis.RedisNodes;
import care.chevet.signaling.session.Entrance;
import care.chevet.signaling.session.RoomKeeper;
import care.chevet.signaling.session.Saving;
import care.chevet.signaling.ticket.HttpTicketKeys;
import care.chevet.signaling.ticket.ReentryClaims;
import care.chevet.signaling.ticket.RememberedTickets;
import care.chevet.signaling.ticket.SpentTickets;
import care.chevet.signaling.ticket.TicketOffice;
import care.chevet.signaling.turn.TurnRelay;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The whole server, from its configuration to its end. */
public final class SignalingServer {
  private static final System.Logger LOG = System.getLogger(SignalingServer.class.getName());
  private static final int ARRIVALS_BURST_SECONDS = 4;
  private static final Duration LEFT_WITHIN = Duration.ofSeconds(1);
  private static final Duration EVENTS_DRAIN_MAX = Duration.ofSeconds(5);

  private final Listener listener;
  private final Optional<HttpRoomEvents> events;
  private final Optional<RedisNodes> nodes;

  private SignalingServer(
      Listener listener, Optional<HttpRoomEvents> events, Optional<RedisNodes> nodes) {
    this.listener = listener;
    this.events = events;
    this.nodes = nodes;
  }

  public static void main(String[] arguments) throws InterruptedException {
    CalmLog.install();
    Configuration configuration;
    try {
      configuration = Configuration.from(System.getenv());
    } catch (Configuration.Invalid invalid) {
      LOG.log(Level.ERROR, invalid.getMessage());
      System.exit(2);
      return;
    }
    SignalingServer server = start(configuration, InstantSource.system());
    LOG.log(
        Level.INFO,
        "Listening on {0}:{1}",
        configuration.address().getHostString(),
        Integer.toString(server.port()));
    Runtime.getRuntime().addShutdownHook(new Thread(server::drainAndStop, "drain"));
  }

  static SignalingServer start(Configuration configuration, InstantSource clock)
      throws InterruptedException {
    LateHttpClient http = new LateHttpClient();
    Optional<HttpRoomEvents> delivered = roomEvents(configuration, http, clock);
    if (configuration.cluster().isEmpty()) {
      // Before anybody can come in: who is in a room later came after this.
      delivered.ifPresent(consultations -> consultations.roomsAreEmpty(clock.instant()));
    }
    RoomEvents events = delivered.<RoomEvents>map(e -> e).orElse((_, _, taken) -> taken.run());
    Entrance entrance =
        new Entrance(
            new TurnRelay(
                configuration.turnUrls(),
                configuration.turnSecret(),
                configuration.icePolicy(),
                configuration.turnGoodFor(),
                clock),
            new ReentryClaims(sharedKey(configuration, "re-entry claims"), clock));
    String self = UUID.randomUUID().toString();
    SpentTickets spentHere = new RememberedTickets(clock);
    Optional<RedisNodes> nodes =
        configuration.cluster().map(cluster -> new RedisNodes(cluster.redisUrl(), self, spentHere));
    TicketOffice tickets =
        new TicketOffice(
            configuration.ticketIssuer(),
            new HttpTicketKeys(http, configuration.ticketKeys(), clock),
            nodes.<SpentTickets>map(everywhere -> everywhere).orElse(spentHere),
            clock);
    int arrivals = configuration.arrivalsPerSecond();
    Listener listener =
        new Listener(
            configuration.address(),
            configuration.origins(),
            new AddressLimits(arrivals, arrivals * ARRIVALS_BURST_SECONDS),
            tickets,
            loop ->
                new RoomKeeper(
                    clock,
                    entrance,
                    nodes
                        .map(ledger -> Saving.in(ledger, loop, events, clock))
                        .orElseGet(() -> Saving.inMemory(events, clock))),
            nodes.map(found ->
                new Neighbours(self, found, sharedKey(configuration, "node links"), found::up)),
            clock);
    configuration
        .cluster()
        .ifPresent(cluster ->
            nodes
                .orElseThrow()
                .begin(cluster.host(), cluster.port().orElse(listener.port()), listener));
    http.prepare();
    return new SignalingServer(listener, delivered, nodes);
  }

  private static Optional<HttpRoomEvents> roomEvents(
      Configuration configuration, LateHttpClient http, InstantSource clock) {
    return configuration
        .client()
        .flatMap(client ->
            configuration
                .roomEvents()
                .map(rooms ->
                    new HttpRoomEvents(
                        new RoomsAddress(
                            http,
                            rooms,
                            new AccessTokens(
                                http, client.tokenUrl(), client.credentials(), clock)))));
  }

  /**
   * Derived from the client's key or secret where there is one, so that a claim outlives a restart
   * and holds on every node.
   */
  private static byte[] sharedKey(Configuration configuration, String purpose) {
    byte[] held =
        configuration
            .client()
            .map(client -> client.credentials().heldByAllNodes())
            .orElseGet(() -> new byte[0]);
    if (held.length == 0) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      return random;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(held, "HmacSHA256"));
      return mac.doFinal(("chevet " + purpose).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  int port() {
    return listener.port();
  }

  Listener listener() {
    return listener;
  }

  /** Lets clients go elsewhere, delivers the last events, and stops. */
  void drainAndStop() {
    LOG.log(Level.INFO, "Draining");
    listener.takeNoMore();
    try {
      if (nodes.isPresent()) {
        leave(nodes.get());
      }
      listener.drain(Limits.DRAIN_HARD_STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    events.ifPresent(delivered -> {
      if (!delivered.drain(EVENTS_DRAIN_MAX)) {
        LOG.log(Level.WARNING, "Some room events were not taken before the stop");
      }
    });
    stop();
    LOG.log(Level.INFO, "Stopped");
  }

  /**
   * Waits until the other nodes can see it, within bounds: a client that is asked to go before that
   * is brought back here by the node it goes to.
   */
  private static void leave(RedisNodes nodes) throws InterruptedException {
    try {
      nodes.leave().get(LEFT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "Redis could not be told that this node stops: {0}", e.toString());
    }
  }

  /** Ends at once, as a crash would. */
  void stop() {
    listener.stop();
    events.ifPresent(HttpRoomEvents::close);
    nodes.ifPresent(RedisNodes::close);
  }
}
