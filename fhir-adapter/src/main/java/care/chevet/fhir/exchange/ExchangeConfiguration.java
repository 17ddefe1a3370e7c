package care.chevet.fhir.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {

  private static final String READ = "SCOPE_operations.read";
  private static final String WRITE = "SCOPE_operations.write";

  /** Operators, the health probes, and nobody else. */
  @Bean
  @Order(2)
  SecurityFilterChain exchangeSecurity(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/api/v1/exchanges/**")
                .hasAuthority(READ)
                .requestMatchers(HttpMethod.POST, "/api/v1/exchanges/**")
                .hasAuthority(WRITE)
                .anyRequest()
                .denyAll())
        .oauth2ResourceServer(server ->
            server
                .jwt(_ -> {})
                .authenticationEntryPoint((request, response, _) -> stranger(request, response)))
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint((request, response, _) -> stranger(request, response))
                .accessDeniedHandler((request, response, _) -> forbidden(request, response)))
        .build();
  }

  private static void stranger(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    problem(request, response, HttpStatus.UNAUTHORIZED, "sign_in_required");
  }

  private static void forbidden(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problem(request, response, HttpStatus.FORBIDDEN, "forbidden");
  }

  private static void problem(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
      throws IOException {
    var problem = ExchangeProblems.problem(status, code, request);
    var json = JsonMapper.shared().createObjectNode();
    json.put("type", String.valueOf(problem.getType()));
    json.put("title", problem.getTitle());
    json.put("status", status.value());
    json.put("code", code);
    json.put("detail", problem.getDetail());
    json.put("instance", request.getRequestURI());
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
