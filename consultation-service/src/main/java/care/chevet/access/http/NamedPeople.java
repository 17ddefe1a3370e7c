package care.chevet.access.http;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who it is that signed in: whom the provider names by the claim that we go by, if the sign-in was
 * as sure as we want it. The UserInfo endpoint is asked only where the ID token does not say it.
 */
@Component
final class NamedPeople implements ReactiveOAuth2UserService<OidcUserRequest, OidcUser> {
  private final SignInSettings settings;
  private final OidcReactiveOAuth2UserService users = new OidcReactiveOAuth2UserService();

  NamedPeople(SignInSettings settings) {
    this.settings = settings;
    users.setRetrieveUserInfo(request -> !request.getIdToken().hasClaim(settings.personClaim()));
  }

  @Override
  public Mono<OidcUser> loadUser(OidcUserRequest request) {
    var acr = request.getIdToken().getClaimAsString(IdTokenClaimNames.ACR);
    return settings.acr().isEmpty() || settings.acr().equals(acr)
        ? users.loadUser(request).map(this::named)
        : Mono.error(refused("acr_insufficient"));
  }

  private OidcUser named(OidcUser user) {
    var name = user.getClaimAsString(settings.personClaim());
    if (name == null || name.isBlank()) {
      throw refused("person_claim_missing");
    }
    return new DefaultOidcUser(
        user.getAuthorities(), user.getIdToken(), user.getUserInfo(), settings.personClaim());
  }

  private static OAuth2AuthenticationException refused(String code) {
    return new OAuth2AuthenticationException(new OAuth2Error(code));
  }
}
