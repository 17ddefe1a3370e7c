package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Shared;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The provider says that a sign-in is over, and so it is here. */
final class BackChannelIT {
  private static final Map<String, Object> EVENTS =
      Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

  @Test
  void theOneSignInThatIsNamedEnds() {
    var tablet = UUID.randomUUID().toString();
    var lost = signedIn(tablet);
    var other = signedIn(UUID.randomUUID().toString());
    assertThat(told(claims -> claims.subject("claire.dubourg").claim("sid", tablet)).status())
        .isEqualTo(200);
    awaitSignedOut(lost);
    assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void everySignInOfAPersonEndsWhereNoneIsNamed() {
    var one = signedIn(UUID.randomUUID().toString());
    var two = signedIn(UUID.randomUUID().toString());
    assertThat(told(claims -> claims.subject("claire.dubourg")).status()).isEqualTo(200);
    awaitSignedOut(one);
    awaitSignedOut(two);
  }

  @Test
  void whatIsNoSignOutOfOursEndsNothing() {
    var browser = signedIn("kept");
    refused(claims -> claims.claim("sid", "kept").audience("another-client"));
    refused(claims -> claims.claim("sid", "kept").claim("events", null));
    refused(claims -> claims.claim("sid", "kept").claim("nonce", "an-id-token"));
    refused(claims -> claims.claim("sid", "kept").issuer("https://elsewhere.example"));
    refused(claims -> claims.claim("sid", "kept").expirationTime(Date.from(Instant.EPOCH)));
    refused(claims -> claims);
    assertThat(posted("logout_token=a.b.c").code()).isEqualTo("sign_out_token_invalid");
    assertThat(posted("nothing=here").code()).isEqualTo("sign_out_token_invalid");
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
  }

  private static Browser signedIn(String sid) {
    Shared.ISSUER.tells(Map.of("sid", sid), Map.of());
    try {
      return Shared.signedIn("claire.dubourg");
    } finally {
      Shared.ISSUER.tells(Map.of(), Map.of());
    }
  }

  private static void awaitSignedOut(Browser browser) {
    await().atMost(Duration.ofSeconds(20)).until(() -> browser.get("/api/v1/me").status() == 401);
  }

  private static void refused(UnaryOperator<JWTClaimsSet.Builder> change) {
    assertThat(told(change).code()).isEqualTo("sign_out_token_invalid");
  }

  private static Browser.Answer told(UnaryOperator<JWTClaimsSet.Builder> change) {
    var token =
        Shared.ISSUER.token(
            claims -> change.apply(claims.audience(Issuer.CONSOLE).claim("events", EVENTS)));
    return posted("logout_token=" + token);
  }

  private static Browser.Answer posted(String form) {
    var provider = Shared.browser();
    return provider.send(
        provider
            .request("/logout/back-channel")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }
}
