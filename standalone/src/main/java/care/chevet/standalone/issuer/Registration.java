package care.chevet.standalone.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** A client as Spring Authorization Server wants it told. */
final class Registration {

  private static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofMinutes(5);

  private Registration() {}

  static RegisteredClient of(Client client, IssuerSettings settings) {
    URI console = settings.console();
    RegisteredClient.Builder builder =
        RegisteredClient.withId(client.id())
            .clientId(client.id())
            .clientSecret(client.secret())
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .scopes(scopes -> scopes.addAll(Arrays.asList(client.scope().split(" "))))
            .tokenSettings(
                TokenSettings.builder().accessTokenTimeToLive(ACCESS_TOKEN_LIFETIME).build());
    if (client.signsPeopleIn()) {
      builder
          .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
          .redirectUri(console + "/login/oauth2/code/chevet")
          .postLogoutRedirectUri(console + "/")
          .clientSettings(
              ClientSettings.builder()
                  .requireProofKey(true)
                  .requireAuthorizationConsent(false)
                  .build());
    } else {
      builder.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
      if (settings.clientKeys().containsKey(client.id())) {
        builder
            .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
            .clientSettings(
                ClientSettings.builder()
                    .jwkSetUrl(ClientKeys.address(settings.issuer(), client.id()).toString())
                    .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256)
                    .build());
      }
    }
    return builder.build();
  }
}
