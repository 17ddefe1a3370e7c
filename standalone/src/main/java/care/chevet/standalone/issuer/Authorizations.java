package care.chevet.standalone.issuer;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * What was authorized, in memory, asked by one at a time: Spring's own service fails when somebody
 * signs in while it looks for another's code.
 */
final class Authorizations implements OAuth2AuthorizationService {
  private final InMemoryOAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();

  @Override
  public synchronized void save(OAuth2Authorization authorization) {
    kept.save(authorization);
  }

  @Override
  public synchronized void remove(OAuth2Authorization authorization) {
    kept.remove(authorization);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findById(String id) {
    return kept.findById(id);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType type) {
    return kept.findByToken(token, type);
  }
}
