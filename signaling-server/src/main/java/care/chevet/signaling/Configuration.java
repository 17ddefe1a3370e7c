package care.chevet.signaling;

import care.chevet.signaling.event.ClientKey;
import care.chevet.signaling.event.Credentials;
import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.Word;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that can be set, from the environment.
 *
 * @param address CHEVET_SIGNALING_ADDRESS and CHEVET_SIGNALING_PORT: where to listen
 * @param origins CHEVET_ALLOWED_ORIGINS: the exact origins of pages that may connect
 * @param ticketIssuer CHEVET_TICKET_ISSUER: {@code iss} of join tickets
 * @param ticketKeys CHEVET_TICKET_JWKS_URL: the keys that sign join tickets
 * @param roomEvents CHEVET_ROOM_EVENTS_URL: under which each room takes its events; absent with the
 *     client when nobody wants them
 * @param client CHEVET_TOKEN_URL, CHEVET_CLIENT_ID, and CHEVET_CLIENT_KEY_FILE (a private JSON Web
 *     Key of P-256) or CHEVET_CLIENT_SECRET: how this server gets its access tokens
 * @param turnUrls CHEVET_TURN_URLS: the relay's addresses; without them browsers meet directly
 * @param turnSecret CHEVET_TURN_SECRET: shared with the relay
 * @param turnGoodFor CHEVET_TURN_SECONDS: how long relay credentials are good; pages renew them
 * @param icePolicy CHEVET_ICE_POLICY: {@code relay} keeps participants' addresses from each other
 * @param arrivalsPerSecond CHEVET_ARRIVALS_PER_SECOND: sockets that one address may open
 * @param cluster CHEVET_REDIS_URL: where several nodes meet; CHEVET_NODE_ADDRESS, host or
 *     host:port: where the other nodes reach this one, by default where it listens
 */
record Configuration(
    InetSocketAddress address,
    Set<String> origins,
    String ticketIssuer,
    URI ticketKeys,
    Optional<URI> roomEvents,
    Optional<Client> client,
    List<String> turnUrls,
    String turnSecret,
    Duration turnGoodFor,
    IcePolicy icePolicy,
    int arrivalsPerSecond,
    Optional<Cluster> cluster) {

  /** Several nodes: where they meet, and where the others reach this one. */
  record Cluster(String redisUrl, String host, Optional<Integer> port) {}

  /** Credentials for the token endpoint. */
  record Client(URI tokenUrl, Credentials credentials) {}

  Configuration {
    origins = Set.copyOf(origins);
    turnUrls = List.copyOf(turnUrls);
    require(!origins.isEmpty(), "CHEVET_ALLOWED_ORIGINS names no origin");
    for (String origin : origins) {
      require(
          origin.matches("https?://[^/*\\s]+"),
          "CHEVET_ALLOWED_ORIGINS: \""
              + origin
              + "\" is not an origin such as https://chevet.example");
    }
    require(!ticketIssuer.isBlank(), "CHEVET_TICKET_ISSUER is empty");
    require(
        turnUrls.isEmpty() == turnSecret.isBlank(),
        "CHEVET_TURN_URLS and CHEVET_TURN_SECRET go together");
    require(
        icePolicy == IcePolicy.ALL || !turnUrls.isEmpty(),
        "CHEVET_ICE_POLICY=relay needs CHEVET_TURN_URLS");
    require(
        roomEvents.isPresent() == client.isPresent(),
        "CHEVET_ROOM_EVENTS_URL needs CHEVET_TOKEN_URL, CHEVET_CLIENT_ID and CHEVET_CLIENT_KEY_FILE"
            + " or CHEVET_CLIENT_SECRET");
    require(
        cluster.isEmpty()
            || client.filter(us -> us.credentials().heldByAllNodes().length > 0).isPresent(),
        "CHEVET_REDIS_URL needs CHEVET_CLIENT_KEY_FILE or CHEVET_CLIENT_SECRET, which the nodes"
            + " share");
    require(arrivalsPerSecond > 0, "CHEVET_ARRIVALS_PER_SECOND must be above 0");
  }

  static Configuration from(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    return new Configuration(
        new InetSocketAddress(
            settings.text("CHEVET_SIGNALING_ADDRESS", "127.0.0.1"),
            settings.number("CHEVET_SIGNALING_PORT", 8081, 0, 65535)),
        Set.copyOf(settings.list("CHEVET_ALLOWED_ORIGINS", "http://localhost:8080")),
        settings.text("CHEVET_TICKET_ISSUER", "http://localhost:8080"),
        settings
            .address("CHEVET_TICKET_JWKS_URL")
            .orElse(URI.create("http://localhost:8080/api/v1/rooms/jwks.json")),
        settings.address("CHEVET_ROOM_EVENTS_URL"),
        settings.address("CHEVET_TOKEN_URL").map(url -> new Client(url, settings.credentials())),
        settings.list("CHEVET_TURN_URLS", ""),
        settings.text("CHEVET_TURN_SECRET", ""),
        Duration.ofSeconds(settings.number("CHEVET_TURN_SECONDS", 600, 60, 86_400)),
        Word.named(IcePolicy.class, settings.text("CHEVET_ICE_POLICY", "all"))
            .orElseThrow(() -> new Invalid("CHEVET_ICE_POLICY is neither all nor relay")),
        settings.number("CHEVET_ARRIVALS_PER_SECOND", 50, 1, 1_000_000),
        cluster(settings));
  }

  private static Optional<Cluster> cluster(Settings settings) {
    String url = settings.text("CHEVET_REDIS_URL", "");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    require(url.matches("rediss?://\\S+"), "CHEVET_REDIS_URL is not a redis address");
    String[] node =
        settings
            .text("CHEVET_NODE_ADDRESS", settings.text("CHEVET_SIGNALING_ADDRESS", "127.0.0.1"))
            .split(":", 2);
    require(
        !node[0].equals("0.0.0.0"),
        "CHEVET_REDIS_URL needs CHEVET_NODE_ADDRESS, at which the other nodes reach this one");
    require(
        node.length == 1 || node[1].matches("[0-9]{1,5}"), "CHEVET_NODE_ADDRESS is not host:port");
    return Optional.of(
        new Cluster(
            url,
            node[0],
            node.length == 1 ? Optional.empty() : Optional.of(Integer.valueOf(node[1]))));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new Invalid(sentence);
    }
  }

  /** The environment, read with defaults. */
  private record Settings(Map<String, String> environment) {
    String text(String name, String otherwise) {
      String value = environment.get(name);
      return value == null || value.isBlank() ? otherwise : value.strip();
    }

    List<String> list(String name, String otherwise) {
      return Arrays.stream(text(name, otherwise).split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .collect(Collectors.toUnmodifiableList());
    }

    int number(String name, int otherwise, int min, int max) {
      String text = text(name, Integer.toString(otherwise));
      try {
        int number = Integer.parseInt(text);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException _) {
        // The same sentence says what was expected.
      }
      throw new Invalid("%s is \"%s\", not a number from %d to %d".formatted(name, text, min, max));
    }

    Credentials credentials() {
      String id = text("CHEVET_CLIENT_ID", "signaling-server");
      String keyFile = text("CHEVET_CLIENT_KEY_FILE", "");
      if (keyFile.isEmpty()) {
        return new Credentials.Secret(id, text("CHEVET_CLIENT_SECRET", ""));
      }
      try {
        return new Credentials.Key(id, ClientKey.parse(Files.readAllBytes(Path.of(keyFile))));
      } catch (IOException | IllegalArgumentException e) {
        throw new Invalid(
            "CHEVET_CLIENT_KEY_FILE: %s holds no private key of P-256 that can be read (%s)"
                .formatted(keyFile, e.getMessage()));
      }
    }

    Optional<URI> address(String name) {
      String text = text(name, "");
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (!text.matches("https?://\\S+")) {
        throw new Invalid("%s is \"%s\", not an http address".formatted(name, text));
      }
      return Optional.of(URI.create(text));
    }
  }

  /** A setting that cannot be; the message says which in a sentence. */
  static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(String sentence) {
      super(sentence);
    }
  }
}
