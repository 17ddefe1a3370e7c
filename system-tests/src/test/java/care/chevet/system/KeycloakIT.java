package care.chevet.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** A nurse signs in with her account at a real Keycloak, whose user names the directory goes by. */
@EnabledIfSystemProperty(named = "chevet.keycloak", matches = "true")
@ExtendWith(WholeProduct.class)
class KeycloakIT {

  private static final String NURSE = "claire.dubourg";
  private static final Duration SIGNED_OUT_WITHIN = Duration.ofSeconds(10);

  private static URI console;
  private static Keycloak keycloak;
  private static ServiceAlone service;

  private final Browser browser;

  KeycloakIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() throws Exception {
    console = URI.create("http://localhost:" + RunningChevet.freePorts());
    keycloak = Keycloak.start(console);
    service =
        ServiceAlone.start(
            console,
            Map.of(
                "CHEVET_ISSUER",
                keycloak.issuer(),
                "CHEVET_CONSOLE_CLIENT_ID",
                "chevet-console",
                "CHEVET_CONSOLE_CLIENT_SECRET",
                Keycloak.SECRET,
                "CHEVET_PERSON_CLAIM",
                "preferred_username"));
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      if (service != null) {
        service.close();
      }
    } finally {
      if (keycloak != null) {
        keycloak.close();
      }
    }
  }

  @Test
  void signingInBearsAProofAndANewSessionAndSigningOutEndsItOnBothSides() throws Exception {
    Page page = browser.window(1440, 900);
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.navigate(console.toString());
    page.getByTestId("sign-in").first().click();
    assertThat(page.locator("#username")).isVisible();
    String before = session(page);

    fillIn(page);
    String after = session(page);
    assertThat(after).isNotEqualTo(before);
    assertThat(me(before)).as("a session that was planted").isEqualTo(401);
    assertThat(me(after)).isEqualTo(200);
    assertThat(asked)
        .anySatisfy(url ->
            assertThat(url)
                .startsWith(keycloak.issuer())
                .contains("response_type=code", "code_challenge_method=S256"));
    assertThat(page.content()).contains("Claire Dubourg");

    page.getByTestId("sign-out").first().click();
    assertThat(page.getByTestId("sign-in").first()).isVisible();
    assertThat(me(after)).isEqualTo(401);
    page.getByTestId("sign-in").first().click();
    assertThat(page.locator("#username")).isVisible();
    page.context().close();
  }

  @Test
  void aSessionThatIsEndedAtTheProviderIsEndedHere() throws Exception {
    Page page = browser.window(1440, 900);
    page.navigate(console.toString());
    page.getByTestId("sign-in").first().click();
    fillIn(page);
    String session = session(page);
    page.context().close();
    assertThat(me(session)).isEqualTo(200);

    keycloak.endSessionsOf(NURSE);

    await("signed out").atMost(SIGNED_OUT_WITHIN).until(() -> me(session) == 401);
  }

  @Test
  void aMachineOfTheRealmMayDoWhatItsScopeSays() throws Exception {
    String token = keycloak.machineToken();
    assertThat(status("/api/v1/audit/verification", "Authorization", "Bearer " + token))
        .isEqualTo(200);
    assertThat(status("/api/v1/audit/events", "Authorization", "Bearer " + token)).isEqualTo(403);
  }

  private static void fillIn(Page page) {
    page.locator("#username").fill(NURSE);
    page.locator("#password").fill(Keycloak.PASSWORD);
    page.locator("#kc-login").click();
    assertThat(page.getByTestId("sign-out").first()).isVisible();
  }

  private static String session(Page page) {
    return page.context().cookies(console.toString()).stream()
        .filter(cookie -> cookie.name.equals("CHEVET_SESSION"))
        .map(KeycloakIT::value)
        .findFirst()
        .orElseThrow();
  }

  private static String value(Cookie cookie) {
    return cookie.value;
  }

  private static int me(String session) throws IOException, InterruptedException {
    return status("/api/v1/me", "Cookie", "CHEVET_SESSION=" + session);
  }

  private static int status(String path, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(console.resolve(path)).header(header, value).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
