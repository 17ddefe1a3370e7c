package care.chevet.signaling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of consultation-service and of the identity provider that the signaling server talks to,
 * over real HTTP: ticket keys, access tokens, room events.
 */
final class Backend implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  /** When keepers of rooms said that they began with empty ones. */
  final List<Instant> beginnings = new CopyOnWriteArrayList<>();

  final AtomicInteger beginningsTold = new AtomicInteger();
  volatile int eventsStatus = 202;
  volatile boolean keysAnswer = true;
  final AtomicInteger tokensIssued = new AtomicInteger();
  final AtomicInteger keyRequests = new AtomicInteger();
  private volatile String goodToken = "";

  Backend() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/jwks.json", this::jwks);
    server.createContext("/token", this::token);
    server.createContext("/rooms", this::roomEvents);
    server.createContext("/rooms/keeper", this::keeperBegan);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    addKey("key-1");
  }

  void addKey(String id) {
    if (keys.containsKey(id)) {
      return;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys.put(id, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<JsonNode> events() {
    return events;
  }

  Optional<JsonNode> event(String type, String session) {
    return events.stream()
        .filter(event ->
            event.path("type").stringValue().equals(type)
                && event.path("session").stringValue().equals(session))
        .findFirst();
  }

  /** Makes the access tokens issued so far worthless. */
  void revokeTokens() {
    goodToken = "revoked";
  }

  String ticket(Map<String, Object> claims) {
    return ticket(
        "key-1", Map.of("alg", "ES256", "typ", "chevet-ticket+jwt", "kid", "key-1"), claims);
  }

  String ticket(String keyId, Map<String, Object> header, Map<String, Object> claims) {
    String signed =
        base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
    try {
      Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
      es256.initSign(keys.get(keyId).getPrivate());
      es256.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(es256.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, Object> claims(String room, Person person, long nowSeconds) {
    return new HashMap<>(
        Map.of(
            "iss",
            "http://localhost:8080",
            "aud",
            "chevet-signaling",
            "jti",
            UUID.randomUUID().toString(),
            "iat",
            nowSeconds,
            "exp",
            nowSeconds + 60,
            "room",
            room,
            "sub",
            person.id(),
            "name",
            person.name(),
            "role",
            person.role(),
            "admission",
            person.admission()));
  }

  String ticketFor(String room, Person person) {
    Map<String, Object> claims = claims(room, person, System.currentTimeMillis() / 1000);
    claims.put("admits", person.admits());
    return ticket(claims);
  }

  /** The word that a page's key is that of this person, as contracts/line-identity.json has it. */
  String identityFor(String room, Person person, String thumbprint) {
    long now = System.currentTimeMillis() / 1000;
    return ticket(
        "key-1",
        Map.of("alg", "ES256", "typ", "chevet-identity+jwt", "kid", "key-1"),
        Map.of(
            "iss",
            "http://localhost:8080",
            "iat",
            now,
            "exp",
            now + 3600,
            "sub",
            person.id(),
            "room",
            room,
            "name",
            person.name(),
            "role",
            person.role(),
            "cnf",
            Map.of("jkt", thumbprint)));
  }

  private void jwks(HttpExchange exchange) throws IOException {
    int _ = keyRequests.incrementAndGet();
    answer(exchange, keysAnswer ? 200 : 503, keySet());
  }

  String keySet() {
    List<Map<String, String>> list =
        keys.entrySet().stream().map(entry -> jwk(entry.getKey(), entry.getValue())).toList();
    return JSON.writeValueAsString(Map.of("keys", list));
  }

  private static Map<String, String> jwk(String id, KeyPair pair) {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return Map.of(
        "kty", "EC",
        "crv", "P-256",
        "alg", "ES256",
        "use", "sig",
        "kid", id,
        "x", coordinate(key.getW().getAffineX()),
        "y", coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    int length = bytes.length - from;
    System.arraycopy(bytes, from, fixed, 32 - length, length);
    return base64(fixed);
  }

  private void token(HttpExchange exchange) throws IOException {

    goodToken = "token-" + tokensIssued.incrementAndGet();
    answer(
        exchange,
        200,
        JSON.writeValueAsString(
            Map.of("access_token", goodToken, "token_type", "Bearer", "expires_in", 300)));
  }

  private boolean isTrusted(HttpExchange exchange) {
    return ("Bearer " + goodToken).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void keeperBegan(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int _ = beginningsTold.incrementAndGet();
    if (!isTrusted(exchange)) {
      answer(exchange, 401, "{}");
      return;
    }
    if (eventsStatus == 202) {
      beginnings.add(Instant.parse(JSON.readTree(body).path("begunAt").stringValue()));
    }
    answer(exchange, eventsStatus, "{}");
  }

  private void roomEvents(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!isTrusted(exchange)) {
      answer(exchange, 401, "{}");
      return;
    }
    if (eventsStatus == 202) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      for (JsonNode event : JSON.readTree(body).path("events")) {
        ((ObjectNode) event).put("room", path[2]);
        events.add(event);
      }
    }
    answer(exchange, eventsStatus, "{}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
