package care.chevet.fhir.facade;

import care.chevet.fhir.facade.access.Accesses;
import care.chevet.fhir.facade.access.NotingAccess;
import care.chevet.fhir.facade.paging.KeptSearches;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.ReceivingRecords;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class FacadeConfiguration {

  @Bean
  ServletRegistrationBean<FhirServer> fhirServer(
      Hospitals hospitals,
      ReceivingRecords receiving,
      Inbox inbox,
      FacadeSettings settings,
      StrictFhir context,
      NotingAccess noting,
      KeptSearches searches,
      Clock clock,
      List<FacadeProvider> others) {
    var server =
        new FhirServer(
            hospitals, receiving, inbox, settings, context, noting, searches, clock, others);
    var registration = new ServletRegistrationBean<>(server, "/fhir/*");
    registration.setName("fhir");
    return registration;
  }

  @Bean
  NotingAccess notingAccess(Hospitals hospitals, Accesses accesses, Clock clock) {
    return new NotingAccess(hospitals, accesses, clock);
  }

  @Bean
  FilterRegistrationBean<NotingAccess> accessNoted(NotingAccess noting) {
    var registration = new FilterRegistrationBean<>(noting);
    registration.addUrlPatterns("/fhir/*");
    // After security, which knows who it is; before whatever may refuse.
    registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(FacadeSettings settings) {
    var registration = new FilterRegistrationBean<>(new BodyLimit(settings.limits()));
    registration.addUrlPatterns("/fhir/*", "/hooks/*");
    // After security: a stranger's body is not read at all.
    registration.setOrder(Ordered.LOWEST_PRECEDENCE);
    return registration;
  }

  @Bean
  JwtDecoder issuerTokens(FacadeSettings settings, Clock clock) {
    return new IssuerTokens(settings.issuer(), clock);
  }

  /** Requests are timed as a whole; each filter of theirs on its own would be read by nobody. */
  @Bean
  static SecurityObservationSettings filtersAreNotTimed() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(1)
  SecurityFilterChain facadeSecurity(HttpSecurity http) {
    return http.securityMatcher("/fhir", "/fhir/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests.requestMatchers("/fhir/metadata").permitAll().anyRequest().authenticated())
        .oauth2ResourceServer(server ->
            server
                .jwt(_ -> {})
                .authenticationEntryPoint((request, response, _) -> strangers(request, response))
                .withObjectPostProcessor(outages()))
        .build();
  }

  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> outages() {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(FacadeConfiguration::failed);
        return filter;
      }
    };
  }

  private static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof AuthenticationServiceException) {
      response.setHeader("Retry-After", "5");
      Outcomes.write(request, response, 503, "transient", "issuer_unreachable");
    } else {
      strangers(request, response);
    }
  }

  private static void strangers(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    Outcomes.write(request, response, 401, "login", "token_refused");
  }
}
