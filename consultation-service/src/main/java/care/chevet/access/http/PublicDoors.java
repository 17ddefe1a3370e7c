package care.chevet.access.http;

import care.chevet.problem.http.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/**
 * The ways in for whoever has no account and shows something else instead: the code on a document,
 * the link of a guest. Nothing of the browser's is looked at, so there is nothing to forge; what
 * one address may ask is bounded.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class PublicDoors {
  private static final int BEFORE_ALL_OTHER_WAYS_IN = -1;

  @Bean
  @Order(BEFORE_ALL_OTHER_WAYS_IN)
  SecurityWebFilterChain withoutAccount(
      ServerHttpSecurity http, LimitSettings limits, Problems problems) {
    var bound = limits.bound(limits.withoutAccountPerAddress());
    return http.securityMatcher(RouteLimit.WITHOUT_ACCOUNT)
        .authorizeExchange(routes -> routes.anyExchange().permitAll())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .addFilterBefore(
            RouteLimit.byAddress(RouteLimit.WITHOUT_ACCOUNT, bound, problems),
            SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
        .build();
  }
}
