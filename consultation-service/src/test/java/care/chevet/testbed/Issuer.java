package care.chevet.testbed;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID Connect provider on a socket: real keys, real codes, PKCE checked; whoever is named
 * next signs in.
 */
public final class Issuer implements AutoCloseable {
  public static final String CONSOLE = "chevet-console";
  public static final String CONSOLE_SECRET = "console-secret";

  private record Grant(String subject, String nonce, String challenge, String redirectUri) {}

  private final HttpServer server;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private volatile RSAKey key = newKey();
  private volatile String nextSubject = "nobody";
  private final Map<String, String> subjects = new ConcurrentHashMap<>();
  private volatile Map<String, Object> inIdToken = Map.of();
  private volatile Map<String, Object> asUserInfo = Map.of();

  private Issuer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::describe);
    server.createContext("/jwks", exchange -> json(exchange, 200, keys()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/userinfo", this::userInfo);
    server.start();
  }

  public static Issuer start() {
    return new Issuer(0);
  }

  public static Issuer startOn(int port) {
    return new Issuer(port);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://localhost:" + port();
  }

  /** Who signs in when a browser next comes. */
  public void signsInNext(String subject) {
    nextSubject = subject;
  }

  /** What is told of whoever signs in from now on, beyond who it is. */
  public void tells(Map<String, Object> idToken, Map<String, Object> userInfo) {
    inIdToken = Map.copyOf(idToken);
    asUserInfo = Map.copyOf(userInfo);
  }

  /** From now on another key signs; the old one is published no more. */
  public void rotateKey() {
    key = newKey();
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String keys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  public RSAKey key() {
    return key;
  }

  private void describe(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/jwks", "end_session_endpoint": "%1$s/logout",
         "userinfo_endpoint": "%1$s/userinfo",
         "subject_types_supported": ["public"], "response_types_supported": ["code"],
         "grant_types_supported": ["authorization_code", "client_credentials"],
         "id_token_signing_alg_values_supported": ["RS256"],
         "token_endpoint_auth_methods_supported": ["client_secret_basic"],
         "code_challenge_methods_supported": ["S256"]}
        """
            .formatted(url()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var asked = parameters(exchange.getRequestURI().getRawQuery());
    if (!"S256".equals(asked.get("code_challenge_method"))) {
      json(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    var code = UUID.randomUUID().toString();
    grants.put(
        code,
        new Grant(
            nextSubject,
            asked.get("nonce"),
            asked.get("code_challenge"),
            asked.get("redirect_uri")));
    var state = URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + state);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var asked = parameters(body);
    var grant = grants.remove(asked.getOrDefault("code", ""));
    if (!basic(CONSOLE, CONSOLE_SECRET)
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      json(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (grant == null
        || !grant.redirectUri().equals(asked.get("redirect_uri"))
        || !grant.challenge().equals(s256(asked.getOrDefault("code_verifier", "")))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      var idToken =
          sign(claims -> {
            inIdToken.forEach(claims::claim);
            return claims.subject(grant.subject()).audience(CONSOLE).claim("nonce", grant.nonce());
          });
      var accessToken = UUID.randomUUID().toString();
      subjects.put("Bearer " + accessToken, grant.subject());
      json(
          exchange,
          200,
          "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"%s\"}"
              .formatted(accessToken, idToken));
    }
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    var subject = bearer == null ? null : subjects.get(bearer);
    if (subject == null) {
      json(exchange, 401, "{\"error\":\"invalid_token\"}");
      return;
    }
    var told = new HashMap<>(asUserInfo);
    told.put("sub", subject);
    json(exchange, 200, new JsonMapper().writeValueAsString(told));
  }

  /** An access token as machines get it. */
  public String token(String client, String... scopes) {
    return token(claims -> claims.subject(client).claim("scope", String.join(" ", scopes)));
  }

  /** An access token with something about it changed. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(claims -> change.apply(claims.audience("chevet").claim("scope", "feed.read")));
  }

  private String sign(UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      var now = Instant.now();
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(url())
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plusSeconds(300)));
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, change.apply(claims).build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private static String s256(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
