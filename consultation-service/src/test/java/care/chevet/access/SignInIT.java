package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.FreePorts;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import care.chevet.testbed.Shared;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How people sign in, stay signed in, and sign out. */
final class SignInIT {

  @Test
  void aNurseSignsInAndIsWhoTheDirectorySays() {
    var me = Shared.signedIn("claire.dubourg").get("/api/v1/me").json();
    assertThat(me.path("displayName").asString()).isEqualTo("Claire Dubourg");
    assertThat(me.path("role").asString()).isEqualTo("nurse");
    assertThat(me.path("careHomes").get(0).path("name").asString()).isEqualTo("EHPAD Les Tilleuls");
    assertThat(me.path("zone").asString()).isEqualTo("Europe/Paris");
  }

  @Test
  void whoIsNotSignedInIsToldSoInHerLanguage() {
    var french = Shared.browser().get("/api/v1/me");
    assertThat(french.status()).isEqualTo(401);
    assertThat(french.header("Content-Type")).hasValue("application/problem+json");
    assertThat(french.code()).isEqualTo("sign_in_required");
    assertThat(french.json().path("title").asString()).isEqualTo("Connexion requise");
    var english =
        Shared.browser().get("/api/v1/me", Map.of("Accept-Language", "en-GB,en;q=0.9,fr;q=0.5"));
    assertThat(english.json().path("title").asString()).isEqualTo("Sign-in required");
  }

  @Test
  void anAccountThatTheDirectoryDoesNotKnowGetsNothing() {
    var answer = Shared.signedIn("no.body").get("/api/v1/me");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("not_in_directory");
  }

  @Test
  void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
    var browser = Shared.browser();
    Shared.ISSUER.signsInNext("claire.dubourg");
    var start = browser.get("/oauth2/authorization/chevet");
    assertThat(start.response().headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("CHEVET_SESSION=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/"));
    var before = browser.cookie("CHEVET_SESSION").orElseThrow().getValue();
    browser.follow(URI.create(start.header("Location").orElseThrow()));
    assertThat(browser.cookie("CHEVET_SESSION").orElseThrow().getValue()).isNotEqualTo(before);
  }

  @Test
  void theDatabaseHoldsNoSessionIdThatAnyoneCouldUse() {
    var browser = Shared.signedIn("claire.dubourg");
    var id = browser.cookie("CHEVET_SESSION").orElseThrow().getValue();
    assertThat(Shared.DATABASE.rows("select web_session::text from web_session"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(id));
  }

  @Test
  void anAnswerToASignInThatNobodyBeganIsRefused() {
    var browser = Shared.browser();
    var answer = browser.get("/login/oauth2/code/chevet?code=stolen&state=guessed");
    assertThat(answer.header("Location")).hasValue("/?sign-in=failed");
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void aSessionReachesItsEndHoweverBusyItIs() {
    var browser = Shared.signedIn("yann.kerdoncuff");
    Shared.DATABASE.execute(
        "update web_session set expires_at = now() - interval '1 second'"
            + " where attributes->>'subject' = 'yann.kerdoncuff'");
    awaitSignedOut(browser);
  }

  @Test
  void aSessionThatNobodyUsesEnds() {
    var browser = Shared.signedIn("amadou.sarr");
    Shared.DATABASE.execute(
        "update web_session set last_accessed_at = now() - interval '121 minutes'"
            + " where attributes->>'subject' = 'amadou.sarr'");
    awaitSignedOut(browser);
  }

  /** What was read of a session just before is believed for a second. */
  private static void awaitSignedOut(Browser browser) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(browser.get("/api/v1/me").code()).isEqualTo("sign_in_required"));
  }

  @Test
  void aWriteWithoutTheCsrfTokenIsRefused() {
    var browser = Shared.signedIn("claire.dubourg");
    var answer =
        browser.send(
            browser
                .request("/api/v1/probes")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("csrf_token_invalid");
  }

  @Test
  void signingOutEndsTheSessionHereAndLeadsToWhereItEndsAtTheProvider() {
    var browser = Shared.signedIn("claire.dubourg");
    var stolen = browser.cookie("CHEVET_SESSION").orElseThrow().getValue();
    var answer =
        browser.send(
            browser.withCsrf(browser.request("/logout")).POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Location").orElseThrow())
        .startsWith(Shared.ISSUER.url() + "/logout?id_token_hint=")
        .contains("post_logout_redirect_uri=");
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    var thief = Shared.browser();
    assertThat(thief.get("/api/v1/me", Map.of("Cookie", "CHEVET_SESSION=" + stolen)).status())
        .isEqualTo(401);
  }

  @Test
  void pagesSayWhatTheyMayLoad() {
    var answer = Shared.browser().get("/", Map.of("Accept", "text/html"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).contains("<script type=\"importmap\">");
    assertThat(answer.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
        .contains("connect-src 'self' ws://localhost:8081")
        .doesNotContain("unsafe-inline");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.header("Permissions-Policy").orElseThrow())
        .contains("camera=(self)", "microphone=(self)");
  }

  @Test
  void aRestartSignsNobodyOutAndAnAbsentProviderStopsNoService() {
    var database = Database.fresh();
    Browser browser;
    int port;
    try (var issuer = Issuer.start();
        var first = Service.start(database, issuer.url())) {
      port = first.port();
      browser = new Browser(first.url()).signIn(issuer, "claire.dubourg");
    }
    var gone = "http://localhost:" + FreePorts.one();
    try (var second =
        Service.start(database, gone, Map.of("server.port", Integer.toString(port)))) {
      assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
      var stranger = new Browser(second.url());
      var signIn = stranger.get("/oauth2/authorization/chevet");
      assertThat(signIn.status()).isEqualTo(503);
      assertThat(signIn.code()).isEqualTo("sign_in_unavailable");
      var machine = stranger.get("/api/v1/feed", Map.of("Authorization", "Bearer a.b.c"));
      assertThat(machine.status()).isIn(401, 503);
    }
  }
}
