package care.chevet.exchange.http;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.jwt.JwtEncodingException;
import reactor.core.publisher.Mono;

/**
 * The access token of this service at the identity provider, asked for again when it ends or is
 * refused. Who asks is signed with our private key (RFC 7523 §2.2), or shown by a secret.
 */
final class AccessTokens {
  private static final String CLIENT = "hospital-side";

  private final InMemoryReactiveOAuth2AuthorizedClientService kept;
  private final AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager clients;
  private final OAuth2AuthorizeRequest request;

  /**
   * @throws RuntimeException if there is a key file and no key in it that can sign
   */
  AccessTokens(ExchangeSettings settings) {
    var keyFile = settings.clientKeyFile();
    var client =
        ClientRegistration.withRegistrationId(CLIENT)
            .tokenUri(settings.tokenUrl())
            .clientId(settings.clientId())
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .scope("operations.read", "operations.write");
    var registration =
        keyFile == null
            ? client.clientSecret(settings.clientSecret()).build()
            : client.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT).build();
    var registrations = new InMemoryReactiveClientRegistrationRepository(registration);
    kept = new InMemoryReactiveOAuth2AuthorizedClientService(registrations);
    clients = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, kept);
    if (keyFile != null) {
      clients.setAuthorizedClientProvider(signing(registration, keyFile));
    }
    request =
        OAuth2AuthorizeRequest.withClientRegistrationId(CLIENT)
            .principal(settings.clientId())
            .build();
  }

  Mono<String> current() {
    return Mono.defer(() -> clients.authorize(request))
        .map(client -> client.getAccessToken().getTokenValue());
  }

  Mono<Void> forget() {
    return kept.removeAuthorizedClient(CLIENT, request.getPrincipal().getName());
  }

  private static ReactiveOAuth2AuthorizedClientProvider signing(
      ClientRegistration registration, Path file) {
    var key = key(file);
    var assertions =
        new NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest>(
            _ -> key);
    try {
      // Signed once for nobody: a key that cannot sign is found at the start, not at the first
      // call.
      var _ = assertions.convert(new OAuth2ClientCredentialsGrantRequest(registration));
    } catch (OAuth2AuthorizationException | JwtEncodingException e) {
      throw unfit(file, e);
    }
    var endpoint = new WebClientReactiveClientCredentialsTokenResponseClient();
    endpoint.addParametersConverter(
        asking -> Objects.requireNonNull(assertions.convert(asking), "made wherever a key signs"));
    return ReactiveOAuth2AuthorizedClientProviderBuilder.builder()
        .clientCredentials(credentials -> credentials.accessTokenResponseClient(endpoint))
        .build();
  }

  private static JWK key(Path file) {
    try {
      var key = JWK.parse(Files.readString(file));
      if (!(key instanceof AsymmetricJWK) || !key.isPrivate()) {
        throw unfit(file, null);
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("the client key file cannot be read: " + file, e);
    } catch (ParseException e) {
      throw new IllegalStateException("the client key file is not a JSON Web Key: " + file, e);
    }
  }

  private static IllegalStateException unfit(Path file, @Nullable Exception cause) {
    return new IllegalStateException(
        "the client key file must hold a private key that signs, RSA or EC on P-256: " + file,
        cause);
  }
}
