package care.chevet.standalone.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares secrets as they are, in constant time. A slow hash would protect nothing here: the demo
 * password is public, and the clients' secrets are random and lie in the same data folder.
 */
final class PlainComparison implements PasswordEncoder {

  @Override
  public @Nullable String encode(@Nullable CharSequence secret) {
    return secret == null ? null : secret.toString();
  }

  @Override
  public boolean matches(@Nullable CharSequence told, @Nullable String known) {
    return told != null
        && known != null
        && MessageDigest.isEqual(
            told.toString().getBytes(StandardCharsets.UTF_8),
            known.getBytes(StandardCharsets.UTF_8));
  }
}
