package care.chevet.standalone.issuer;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The issuer's Spring application: who may sign in, which programs are known, what tokens say. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SignInPage.class, ClientKeys.class})
class IssuerApplication {

  /** The one audience of access tokens: the services of Chevet. */
  private static final String AUDIENCE = "chevet";

  @Bean
  SecurityFilterChain everything(HttpSecurity http, IssuerSettings settings) {
    String policy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
            + settings.console();
    return http.oauth2AuthorizationServer(server -> server.oidc(withDefaults()))
        .oauth2ResourceServer(server -> server.jwt(withDefaults()))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/sign-in", "/sign-in.css", ClientKeys.PATH)
                .permitAll()
                .anyRequest()
                .authenticated())
        .formLogin(form -> form.loginPage("/sign-in"))
        .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy)))
        .build();
  }

  @Bean
  AuthorizationServerSettings serverSettings(IssuerSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
  }

  @Bean
  RegisteredClientRepository clients(IssuerSettings settings) {
    return new InMemoryRegisteredClientRepository(
        settings.clients().stream().map(client -> Registration.of(client, settings)).toList());
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new Authorizations();
  }

  @Bean
  UserDetailsService accounts() {
    return new InMemoryUserDetailsManager(
        Account.all().stream()
            .map(account ->
                User.withUsername(account.userName())
                    .password(Account.PASSWORD)
                    .authorities(List.of())
                    .build())
            .toList());
  }

  @Bean
  PasswordEncoder secretsAsTheyAre() {
    return new PlainComparison();
  }

  @Bean
  JWKSource<SecurityContext> keys(IssuerSettings settings) {
    return new ImmutableJWKSet<>(new JWKSet(settings.key()));
  }

  /** Access tokens are for Chevet's services; identity tokens tell the console a name to greet. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    Map<String, Account> accounts =
        Account.all().stream().collect(Collectors.toMap(Account::userName, Function.identity()));
    return context -> {
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        context
            .getClaims()
            .audience(List.of(AUDIENCE))
            .claim("scope", String.join(" ", context.getAuthorizedScopes()));
      } else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
        Authentication person = context.getPrincipal();
        Account account = person == null ? null : accounts.get(person.getName());
        if (account != null) {
          context
              .getClaims()
              .claim("name", account.displayName())
              .claim("preferred_username", account.userName());
        }
      }
    };
  }
}
