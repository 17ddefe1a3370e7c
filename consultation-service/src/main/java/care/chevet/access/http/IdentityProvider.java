package care.chevet.access.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.http.RefusedException;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The OpenID Connect provider that people sign in at. Its endpoints are read when somebody first
 * needs them, so that this service starts, and serves machines and open sessions, while the
 * provider is away.
 */
@Component
final class IdentityProvider implements ReactiveClientRegistrationRepository {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);

  static final String REGISTRATION = "chevet";

  /** How long the provider's own description is believed. */
  private static final Duration BELIEVED = Duration.ofMinutes(10);

  private static final Duration NEVER = Duration.ZERO;

  private static final Duration KEYS_WITHIN = Duration.ofSeconds(5);

  private final SignInSettings settings;
  private final Mono<ClientRegistration> registration;
  private final WebClient web;

  IdentityProvider(SignInSettings settings, ReactorResourceFactory resources) {
    this.settings = settings;
    this.web =
        WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(resources, client -> client))
            .build();
    this.registration =
        Mono.fromCallable(() -> describe(settings))
            .subscribeOn(Schedulers.boundedElastic())
            .onErrorMap(fault -> {
              LOG.warn("the identity provider cannot be read: {}", fault.toString());
              return new RefusedException(Refusal.unavailable("sign_in_unavailable"));
            })
            .cache(_ -> BELIEVED, _ -> NEVER, () -> NEVER);
  }

  private static ClientRegistration describe(SignInSettings settings) {
    return ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
        .registrationId(REGISTRATION)
        .clientId(settings.consoleClientId())
        .clientSecret(settings.consoleClientSecret())
        .scope(settings.signInScopes())
        .redirectUri(root(settings) + "/login/oauth2/code/" + REGISTRATION)
        .userNameAttributeName("sub")
        .build();
  }

  private static String root(SignInSettings settings) {
    var url = settings.publicUrl().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  @Override
  public Mono<ClientRegistration> findByRegistrationId(String id) {
    return REGISTRATION.equals(id) ? registration : Mono.empty();
  }

  /** What a sign-in is begun with, beyond what every client says. */
  Consumer<OAuth2AuthorizationRequest.Builder> asking() {
    var pkce = OAuth2AuthorizationRequestCustomizers.withPkce();
    return settings.acr().isEmpty()
        ? pkce
        : pkce.andThen(request ->
            request.additionalParameters(more -> more.put("acr_values", settings.acr())));
  }

  /** The keys that it publishes now. */
  Mono<JWKSet> keys() {
    return registration
        .mapNotNull(known -> known.getProviderDetails().getJwkSetUri())
        .flatMap(address -> web.get().uri(URI.create(address)).retrieve().bodyToMono(String.class))
        .map(IdentityProvider::read)
        .timeout(KEYS_WITHIN);
  }

  private static JWKSet read(String keys) {
    try {
      return JWKSet.parse(keys);
    } catch (ParseException e) {
      throw new IllegalStateException("what the provider publishes is no set of keys", e);
    }
  }

  /** Where a sign-in is ended at the provider, if it offers that. */
  Mono<URI> endSessionEndpoint() {
    return registration.mapNotNull(known ->
        Optional.ofNullable(
                known.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
            .map(endpoint -> URI.create(endpoint.toString()))
            .orElse(null));
  }
}
