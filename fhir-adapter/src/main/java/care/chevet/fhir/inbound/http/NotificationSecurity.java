package care.chevet.fhir.inbound.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Notifications bear a secret of their own, which their end point checks: no token of ours. */
@Configuration(proxyBeanMethods = false)
class NotificationSecurity {

  @Bean
  @Order(0)
  SecurityFilterChain notificationChain(HttpSecurity http) {
    return http.securityMatcher("/hooks/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }
}
