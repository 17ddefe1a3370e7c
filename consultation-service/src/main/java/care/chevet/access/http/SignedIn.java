package care.chevet.access.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A person signed in with a web session: her subject at the identity provider and nothing that
 * grants a role.
 */
final class SignedIn extends AbstractAuthenticationToken {
  static final String AUTHORITY = "PERSON";

  private final String subject;

  SignedIn(String subject) {
    super(List.of(new SimpleGrantedAuthority(AUTHORITY)));
    this.subject = subject;
    setAuthenticated(true);
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public Object getPrincipal() {
    return subject;
  }
}
