package care.chevet.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.standalone.FreePorts;
import care.chevet.standalone.settings.Ports;
import care.chevet.standalone.settings.Secrets;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IssuerIT {

  private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-standard-0123";
  private static final Ports PORTS = FreePorts.block();
  private static final String CALLBACK =
      "http://localhost:" + PORTS.console() + "/login/oauth2/code/chevet";

  @TempDir static Path folder;
  private static Issuer issuer;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void start() {
    issuer = Issuer.start(PORTS, new Secrets(folder));
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void aPersonSignsInWithACodeAndAProofKey() throws Exception {
    JsonNode tokens = signIn("claire.dubourg");

    JWTClaimsSet access = claims(tokens.path("access_token").asString());
    assertThat(access.getIssuer()).isEqualTo(issuer.address().toString());
    assertThat(access.getSubject()).isEqualTo("claire.dubourg");
    assertThat(access.getAudience()).containsExactly("chevet");
    assertThat(access.getStringClaim("scope").split(" ")).containsOnly("openid", "profile");
    assertThat(access.getExpirationTime().toInstant())
        .isEqualTo(access.getIssueTime().toInstant().plusSeconds(300));
    assertThat(access.getClaims()).doesNotContainKey("role");

    JWTClaimsSet identity = claims(tokens.path("id_token").asString());
    assertThat(identity.getAudience()).containsExactly(Client.CONSOLE);
    assertThat(identity.getStringClaim("name")).isEqualTo("Claire Dubourg");
  }

  @Test
  void aWrongPasswordIsToldInFrenchAndGivesNoCode() throws Exception {
    get(authorize());
    HttpResponse<String> refused = post("/sign-in", signInForm("claire.dubourg", "wrong"));
    assertThat(location(refused)).hasPath("/sign-in").hasQuery("error");
    assertThat(get(location(refused)).body()).contains("Identifiant ou mot de passe inconnu");
  }

  @Test
  void aCodeWithoutItsProofKeyIsWorthNothing() throws Exception {
    String code = code("helene.vasseur");
    assertThat(
            token(Client.CONSOLE, exchange(code, "another-verifier-of-sufficient-length-xxxxxxxx"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aReturnAddressThatIsNotRegisteredIsRefused() throws Exception {
    String _ = code("amadou.sarr");
    URI elsewhere =
        URI.create(
            authorize()
                .toString()
                .replace(encoded(CALLBACK), encoded("https://elsewhere.example/")));
    assertThat(get(elsewhere).statusCode()).isEqualTo(400);
  }

  @Test
  void aMachineGetsTheScopesThatItIsGrantedAndNoOthers() throws Exception {
    HttpResponse<String> granted =
        token(
            Client.FHIR_ADAPTER,
            Map.of("grant_type", "client_credentials", "scope", "feed.read records.write"));
    JWTClaimsSet claims = claims(json(granted).path("access_token").asString());
    assertThat(claims.getSubject()).isEqualTo(Client.FHIR_ADAPTER);
    assertThat(claims.getAudience()).containsExactly("chevet");
    assertThat(claims.getStringClaim("scope").split(" "))
        .containsExactlyInAnyOrder("feed.read", "records.write");

    assertThat(
            token(
                    Client.FHIR_ADAPTER,
                    Map.of("grant_type", "client_credentials", "scope", "rooms.write"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(issuer.address().resolve("/oauth2/token"))
            .header("Authorization", basic(Client.OPERATOR, "guess"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    assertThat(browser.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Client.CONSULTATION_SERVICE, Client.FHIR_ADAPTER, Client.SIGNALING_SERVER})
  void aProgramThatSignsWhoItIsNeedsNoSecret(String program) throws Exception {
    ECKey own =
        ECKey.parse(Files.readString(SigningKey.clientKeyFile(new Secrets(folder), program)));
    HttpResponse<String> granted = assertion(own, program, Instant.now());
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
    assertThat(claims(json(granted).path("access_token").asString()).getSubject())
        .isEqualTo(program);

    ECKey strangers = new ECKeyGenerator(Curve.P_256).keyID(own.getKeyID()).generate();
    assertThat(assertion(strangers, program, Instant.now()).statusCode()).isEqualTo(401);
    Instant longAgo = Instant.now().minusSeconds(3600);
    assertThat(assertion(own, program, longAgo).statusCode()).isEqualTo(401);
    assertThat(assertion(own, Client.OPERATOR, Instant.now()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> assertion(ECKey key, String client, Instant issued)
      throws Exception {
    URI endpoint = issuer.address().resolve("/oauth2/token");
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(endpoint.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plusSeconds(240)))
                .build());
    jwt.sign(new ECDSASigner(key));
    String form =
        "grant_type=client_credentials&client_id="
            + client
            + "&client_assertion_type="
            + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + jwt.serialize();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return browser.send(request, BodyHandlers.ofString());
  }

  @Test
  void aSignOutAtTheConsoleEndsTheSessionHereAndLeadsBack() throws Exception {
    String identity = signIn("paul.techer").path("id_token").asString();
    HttpResponse<String> answer =
        get(
            issuer
                .address()
                .resolve(
                    "/connect/logout?id_token_hint="
                        + identity
                        + "&post_logout_redirect_uri="
                        + encoded("http://localhost:" + PORTS.console() + "/")));
    assertThat(location(answer)).isEqualTo(URI.create("http://localhost:" + PORTS.console() + "/"));
    assertThat(location(get(authorize()))).hasPath("/sign-in");
  }

  @Test
  void theSigningKeyIsKeptAndItsPrivatePartNotPublished() throws Exception {
    JsonNode key = json(get(issuer.address().resolve("/oauth2/jwks"))).path("keys").get(0);
    assertThat(key.path("kid").asString())
        .isEqualTo(SigningKey.issuer(new Secrets(folder)).getKeyID());
    assertThat(key.has("d")).isFalse();
  }

  @Test
  void theCookieBearsANameThatTheServicesOnTheSameHostDoNotUse() throws Exception {
    HttpResponse<String> page = get(authorize());
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("CHEVET_SIGN_IN=")
        .contains("HttpOnly");
  }

  private JsonNode signIn(String userName) throws Exception {
    return json(token(Client.CONSOLE, exchange(code(userName), VERIFIER)));
  }

  private String code(String userName) throws Exception {
    assertThat(location(get(authorize()))).hasPath("/sign-in");
    HttpResponse<String> signedIn = post("/sign-in", signInForm(userName, Account.PASSWORD));
    URI back = location(get(location(signedIn)));
    assertThat(back.toString()).startsWith(CALLBACK);
    Matcher matcher = Pattern.compile("code=([^&]+)").matcher(back.getQuery());
    assertThat(matcher.find()).isTrue();
    assertThat(back.getQuery()).contains("state=xyz");
    return matcher.group(1);
  }

  private URI authorize() throws Exception {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    return issuer
        .address()
        .resolve(
            "/oauth2/authorize?response_type=code&client_id=%s&scope=%s&state=xyz&redirect_uri=%s&code_challenge=%s&code_challenge_method=S256"
                .formatted(
                    Client.CONSOLE, encoded("openid profile"), encoded(CALLBACK), challenge));
  }

  private static Map<String, String> exchange(String code, String verifier) {
    return Map.of(
        "grant_type", "authorization_code",
        "code", code,
        "redirect_uri", CALLBACK,
        "code_verifier", verifier);
  }

  private Map<String, String> signInForm(String userName, String password) throws Exception {
    String page = get(issuer.address().resolve("/sign-in")).body();
    Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(csrf.find()).isTrue();
    return Map.of("username", userName, "password", password, "_csrf", csrf.group(1));
  }

  private HttpResponse<String> token(String client, Map<String, String> form) throws Exception {
    String secret =
        Client.all(new Secrets(folder)).stream()
            .filter(known -> known.id().equals(client))
            .findFirst()
            .orElseThrow()
            .secret();
    HttpRequest request =
        HttpRequest.newBuilder(issuer.address().resolve("/oauth2/token"))
            .header("Authorization", basic(client, secret))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form)))
            .build();
    return browser.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(uri).header("Accept", "text/html").build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(issuer.address().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form)))
            .build(),
        BodyHandlers.ofString());
  }

  private static URI location(HttpResponse<?> response) {
    return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
  }

  private static JWTClaimsSet claims(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    return jwt.getJWTClaimsSet();
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
