package care.chevet.access.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/** The way in for the identity provider, which proves itself by the token that it sends. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class BackChannelDoor {
  private static final int BEFORE_ALL_OTHER_WAYS_IN = -2;

  @Bean
  @Order(BEFORE_ALL_OTHER_WAYS_IN)
  SecurityWebFilterChain fromTheProvider(ServerHttpSecurity http) {
    return http.securityMatcher(
            new PathPatternParserServerWebExchangeMatcher(BackChannel.PATH, HttpMethod.POST))
        .authorizeExchange(routes -> routes.anyExchange().permitAll())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .build();
  }
}
