package care.chevet.access.http;

import care.chevet.problem.http.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * The ways in for whoever has no account and shows something else instead: the code on a document,
 * the link of a guest. Nothing of the browser's is looked at, so there is nothing to forge; what
 * one address may ask is bounded.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class PublicDoors {
  private static final int BEFORE_ALL_OTHER_WAYS_IN = -1;

  private static final ServerWebExchangeMatcher DOORS =
      new OrServerWebExchangeMatcher(
          new PathPatternParserServerWebExchangeMatcher(
              "/api/v1/verification/{code}", HttpMethod.GET),
          new PathPatternParserServerWebExchangeMatcher("/api/v1/guests/tickets", HttpMethod.POST));

  @Bean
  @Order(BEFORE_ALL_OTHER_WAYS_IN)
  SecurityWebFilterChain withoutAccount(ServerHttpSecurity http, Problems problems) {
    return http.securityMatcher(DOORS)
        .authorizeExchange(routes -> routes.anyExchange().permitAll())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .addFilterBefore(new AddressLimit(problems), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
        .build();
  }
}
