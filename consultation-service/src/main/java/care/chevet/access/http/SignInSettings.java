package care.chevet.access.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people and machines are recognised.
 *
 * @param publicUrl where browsers reach this service
 * @param signalingUrl where browsers reach the signaling server
 * @param issuer the OpenID Connect provider, as its tokens name it
 * @param audience what an access token must be meant for
 * @param trustedProxies the networks of proxies in front of us, as {@code 10.0.0.0/8}: what they
 *     say of the caller's address is believed
 * @param sessionIdle how long a web session lives without a request
 * @param sessionAbsolute how long it lives at most
 * @param personClaim the claim by which the provider names a person, as the directory's {@code
 *     subject} has it; asked of the UserInfo endpoint where the ID token does not bear it
 * @param signInScopes what is asked of the provider at a sign-in
 * @param acr the authentication context class that a sign-in must have been made with; any if empty
 */
@ConfigurationProperties("chevet")
record SignInSettings(
    URI publicUrl,
    URI signalingUrl,
    URI issuer,
    String consoleClientId,
    String consoleClientSecret,
    @DefaultValue("chevet") String audience,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("2h") Duration sessionIdle,
    @DefaultValue("12h") Duration sessionAbsolute,
    @DefaultValue("sub") String personClaim,
    @DefaultValue({"openid", "profile"}) List<String> signInScopes,
    @DefaultValue("") String acr) {

  SignInSettings {
    if (!sessionIdle.isPositive() || sessionIdle.compareTo(sessionAbsolute) > 0) {
      throw new IllegalArgumentException(
          "chevet.session-idle must be above zero and at most chevet.session-absolute");
    }
    if (!signInScopes.contains("openid")) {
      throw new IllegalArgumentException("chevet.sign-in-scopes must hold openid");
    }
  }

  boolean overTls() {
    return "https".equals(publicUrl.getScheme());
  }

  /** Scheme, host and port of a URL, as a browser compares them. */
  static String origin(URI url) {
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
