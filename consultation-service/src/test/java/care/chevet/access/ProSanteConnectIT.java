package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A provider that names people as Pro Santé Connect does: an opaque {@code sub}, the national
 * number in the UserInfo answer alone, and the strength of the sign-in in {@code acr}.
 */
final class ProSanteConnectIT {
  private static final String NUMBER = "899900000201";
  private static final String SUB = "f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:" + NUMBER;
  private static final Map<String, Object> USER_INFO =
      Map.of(
          "SubjectNameID",
          NUMBER,
          "preferred_username",
          NUMBER,
          "SubjectRefPro",
          Map.of("exercices", List.of(Map.of("codeProfession", "10"))));

  private static Issuer issuer;
  private static Service service;

  @BeforeAll
  static void start() {
    issuer = Issuer.start();
    var database = Database.fresh();
    service =
        Service.start(
            database,
            issuer.url(),
            Map.of(
                "chevet.person-claim", "SubjectNameID",
                "chevet.sign-in-scopes", "openid,scope_all",
                "chevet.acr", "eidas1"));
    database.execute(
        "update person set subject = '" + NUMBER + "' where subject = 'helene.vasseur'");
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @Test
  void aPhysicianIsKnownByHerNationalNumber() {
    issuer.tells(Map.of("acr", "eidas1"), USER_INFO);
    var browser = new Browser(service.url()).signIn(issuer, SUB);
    assertThat(browser.get("/api/v1/me").json().path("displayName").asString())
        .isEqualTo("Dr Hélène Vasseur");
  }

  @Test
  void theSignInAsksForTheScopesAndTheStrengthThatAreSet() {
    var asked = new Browser(service.url()).get("/oauth2/authorization/chevet");
    assertThat(asked.header("Location").orElseThrow())
        .contains("scope=openid%20scope_all", "acr_values=eidas1", "code_challenge_method=S256");
  }

  @Test
  void aSignInThatWasNotAsSureAsIsWantedIsRefused() {
    issuer.tells(Map.of("acr", "eidas0"), USER_INFO);
    refused();
    issuer.tells(Map.of(), USER_INFO);
    refused();
  }

  @Test
  void whoeverHasNoNationalNumberIsNobody() {
    issuer.tells(Map.of("acr", "eidas1"), Map.of());
    refused();
  }

  private static void refused() {
    issuer.signsInNext(SUB);
    var browser = new Browser(service.url());
    var landed = browser.follow(URI.create(service.url() + "/oauth2/authorization/chevet"));
    assertThat(landed.response().uri()).isEqualTo(URI.create(service.url() + "/?sign-in=failed"));
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
  }
}
