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
    @DefaultValue("12h") Duration sessionAbsolute) {

  SignInSettings {
    if (!sessionIdle.isPositive() || sessionIdle.compareTo(sessionAbsolute) > 0) {
      throw new IllegalArgumentException(
          "chevet.session-idle must be above zero and at most chevet.session-absolute");
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
