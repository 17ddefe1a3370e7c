package care.chevet.access.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * What the console's pages may load and use. Scripts come from this origin alone; the one script
 * written into the page, its import map, is admitted by its digest, taken from the page as it is
 * served.
 */
final class PageHeaders {
  static final String PERMISSIONS =
      "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
          + "screen-wake-lock=(self), geolocation=(), payment=(), usb=(), midi=()";

  private static final Resource PAGE = new ClassPathResource("META-INF/resources/index.html");
  private static final Pattern INLINE_SCRIPT =
      Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

  private PageHeaders() {}

  static String contentSecurityPolicy(SignInSettings settings) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'" + inlineScripts(),
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self' " + SignInSettings.origin(settings.signalingUrl()),
        // Signing out by a form ends at the provider, and browsers hold redirects to this list too.
        "form-action 'self' " + SignInSettings.origin(settings.issuer()),
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  private static String inlineScripts() {
    if (!PAGE.exists()) {
      return "";
    }
    try {
      return INLINE_SCRIPT
          .matcher(PAGE.getContentAsString(StandardCharsets.UTF_8))
          .results()
          .map(script -> " 'sha256-" + sha256(script.group(1)) + "'")
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String script) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
