package care.chevet.access.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ways in. A request with a bearer token is a machine's: it has scopes, no session, and nothing
 * to forge. Any other is a browser's: it has a session cookie, and its writes bear the CSRF token.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityChains {
  private static final String FEED = "/api/v1/feed";
  private static final String ROOM_EVENTS = "/api/v1/rooms/*/events";
  private static final String ROOM_KEEPER = "/api/v1/rooms/keeper";
  private static final String DELIVERIES = "/api/v1/deliveries";
  private static final String HOSPITAL_RECORDS = "/api/v1/residents/*/hospital-records/*";
  private static final String HOSPITAL_APPOINTMENTS = "/api/v1/residents/*/hospital-appointments/*";
  private static final String HOSPITAL_BOOKINGS = "/api/v1/residents/*/hospital-bookings/*/*";
  private static final String HOSPITAL_SLOTS = "/api/v1/residents/*/hospital-slots/*";
  private static final String REPORT_PDF = "/api/v1/consultations/*/reports/*/pdf";
  private static final String PRESCRIPTION_PDF = "/api/v1/consultations/*/prescriptions/*/pdf";
  private static final String OPINION_PDF = "/api/v1/expertises/*/opinion/pdf";
  private static final String ATTACHMENT = "/api/v1/consultations/*/attachments/*/content";
  private static final String AUDIT_VERIFICATION = "/api/v1/audit/verification";
  private static final String AUDIT_EVENTS = "/api/v1/audit/events";
  private static final String HSTS = "Strict-Transport-Security";
  private static final String HEALTH = "/actuator/health/**";
  private static final String[] PUBLIC = {"/api/v1/rooms/jwks.json", "/api/openapi.json"};

  private static final SecurityWebFiltersOrder BEFORE_ANY_LOOK =
      SecurityWebFiltersOrder.HTTP_HEADERS_WRITER;
  private static final SecurityWebFiltersOrder ONCE_SHE_IS_KNOWN =
      SecurityWebFiltersOrder.AUTHORIZATION;

  private static final String BEARER = "Bearer ";
  private static final URI AFTER_SIGN_IN = URI.create("/");
  private static final String AFTER_FAILED_SIGN_IN = "/?sign-in=failed";

  private final Problems problems;
  private final SignInSettings settings;
  private final LimitSettings limits;

  SecurityChains(Problems problems, SignInSettings settings, LimitSettings limits) {
    this.problems = problems;
    this.settings = settings;
    this.limits = limits;
  }

  /** A request is timed as a whole: to time each filter as well costs more than many of them do. */
  @Bean
  static SecurityObservationSettings filtersAreNotTimed() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * How the service is, for whoever runs it: told without a look at any session, so without the
   * database.
   */
  @Bean
  @Order(0)
  SecurityWebFilterChain health(ServerHttpSecurity http) {
    return headers(http)
        .securityMatcher(new PathPatternParserServerWebExchangeMatcher("/actuator/**"))
        .authorizeExchange(routes ->
            routes.pathMatchers(HttpMethod.GET, HEALTH).permitAll().anyExchange().denyAll())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .exceptionHandling(refusals ->
            refusals.authenticationEntryPoint((exchange, _) -> signInRequired(exchange)))
        .build();
  }

  @Bean
  @Order(1)
  SecurityWebFilterChain machines(
      ServerHttpSecurity http, IdentityProvider provider, InstantSource clock) {
    var tokensOfMachines = AccessTokens.decoder(settings, provider, clock);
    return headers(http)
        .securityMatcher(
            exchange -> bearsToken(exchange) ? MatchResult.match() : MatchResult.notMatch())
        .authorizeExchange(routes ->
            routes
                .pathMatchers(HttpMethod.GET, PUBLIC)
                .permitAll()
                .pathMatchers(
                    HttpMethod.GET, FEED, REPORT_PDF, PRESCRIPTION_PDF, OPINION_PDF, ATTACHMENT)
                .hasAuthority(Callers.SCOPE_PREFIX + "feed.read")
                .pathMatchers(HttpMethod.GET, AUDIT_VERIFICATION)
                .hasAuthority(Callers.SCOPE_PREFIX + "operations.read")
                .pathMatchers(HttpMethod.GET, AUDIT_EVENTS)
                .hasAuthority(Callers.SCOPE_PREFIX + "audit.read")
                .pathMatchers(HttpMethod.POST, ROOM_EVENTS)
                .hasAuthority(Callers.SCOPE_PREFIX + "rooms.write")
                .pathMatchers(HttpMethod.PUT, ROOM_KEEPER)
                .hasAuthority(Callers.SCOPE_PREFIX + "rooms.write")
                .pathMatchers(
                    HttpMethod.PUT, HOSPITAL_RECORDS, HOSPITAL_APPOINTMENTS, HOSPITAL_BOOKINGS)
                .hasAuthority(Callers.SCOPE_PREFIX + "records.write")
                .pathMatchers(HttpMethod.GET, HOSPITAL_SLOTS)
                .hasAuthority(Callers.SCOPE_PREFIX + "records.write")
                .pathMatchers(HttpMethod.POST, DELIVERIES)
                .hasAuthority(Callers.SCOPE_PREFIX + "deliveries.write")
                .anyExchange()
                .denyAll())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .oauth2ResourceServer(tokens ->
            tokens
                .jwt(jwt -> jwt.jwtDecoder(tokensOfMachines))
                .authenticationEntryPoint(tokenRefused())
                .accessDeniedHandler(denied("scope_missing")))
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint(tokenRefused())
                .accessDeniedHandler(denied("scope_missing")))
        .build();
  }

  @Bean
  @Order(2)
  SecurityWebFilterChain people(
      ServerHttpSecurity http, IdentityProvider provider, JsonMapper json) {
    var contexts = new SessionSecurityContexts(limits.bound(limits.signInsPerAccount()));
    var requests = new DefaultServerOAuth2AuthorizationRequestResolver(provider);
    requests.setAuthorizationRequestCustomizer(provider.asking());
    return limited(headers(http))
        .addFilterAfter(new OwnPages(problems), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
        .authorizeExchange(routes ->
            routes
                .pathMatchers(HttpMethod.GET, PUBLIC)
                .permitAll()
                .pathMatchers(
                    FEED,
                    ROOM_EVENTS,
                    ROOM_KEEPER,
                    DELIVERIES,
                    HOSPITAL_RECORDS,
                    HOSPITAL_APPOINTMENTS,
                    HOSPITAL_BOOKINGS,
                    HOSPITAL_SLOTS,
                    AUDIT_EVENTS)
                .denyAll()
                .pathMatchers("/api/**")
                .hasAuthority(SignedIn.AUTHORITY)
                .anyExchange()
                .permitAll())
        .csrf(csrf ->
            csrf.csrfTokenRepository(csrfCookie())
                .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                .accessDeniedHandler(denied("csrf_token_invalid")))
        .addFilterAfter(csrfCookieOnEveryAnswer(), SecurityWebFiltersOrder.CSRF)
        .securityContextRepository(contexts)
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .oauth2Login(login ->
            login
                .clientRegistrationRepository(provider)
                .authorizationRequestResolver(requests)
                .authorizationRequestRepository(new SessionAuthorizationRequests(json))
                .authorizedClientRepository(new ForgottenTokens())
                .securityContextRepository(contexts)
                .authenticationSuccessHandler(signedIn())
                .authenticationFailureHandler(
                    new RedirectServerAuthenticationFailureHandler(AFTER_FAILED_SIGN_IN)))
        .logout(logout ->
            logout
                .logoutHandler((_, _) -> Mono.empty())
                .logoutSuccessHandler(new SigningOut(provider, settings)))
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint((exchange, _) -> signInRequired(exchange))
                .accessDeniedHandler(denied("forbidden")))
        .build();
  }

  /** By address before anything is looked up, by account once it is known who asks. */
  private ServerHttpSecurity limited(ServerHttpSecurity http) {
    return http.addFilterBefore(
            byAddress(RouteLimit.SIGN_IN, limits.signInsPerAddress()), BEFORE_ANY_LOOK)
        .addFilterBefore(byAddress(RouteLimit.SEARCH, limits.searchesPerAddress()), BEFORE_ANY_LOOK)
        .addFilterBefore(byAddress(RouteLimit.TICKETS, limits.ticketsPerAddress()), BEFORE_ANY_LOOK)
        .addFilterAfter(
            byAccount(RouteLimit.SEARCH, limits.searchesPerAccount()), ONCE_SHE_IS_KNOWN)
        .addFilterAfter(
            byAccount(RouteLimit.TICKETS, limits.ticketsPerAccount()), ONCE_SHE_IS_KNOWN);
  }

  private RouteLimit byAddress(RouteLimit.Group routes, int requestsMax) {
    return RouteLimit.byAddress(routes, limits.bound(requestsMax), problems);
  }

  private RouteLimit byAccount(RouteLimit.Group routes, int requestsMax) {
    return RouteLimit.byAccount(routes, limits.bound(requestsMax), problems);
  }

  private ServerHttpSecurity headers(ServerHttpSecurity http) {
    return http.headers(headers ->
        strict(headers)
            .contentSecurityPolicy(
                csp -> csp.policyDirectives(PageHeaders.contentSecurityPolicy(settings)))
            .permissionsPolicy(permissions -> permissions.policy(PageHeaders.PERMISSIONS))
            .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
  }

  /** TLS ends before us, so the scheme of the request says nothing; our public address does. */
  private HeaderSpec strict(HeaderSpec headers) {
    return settings.overTls()
        ? headers.writer(
            StaticServerHttpHeadersWriter.builder()
                .header(HSTS, "max-age=31536000 ; includeSubDomains")
                .build())
        : headers;
  }

  private static RedirectServerAuthenticationSuccessHandler signedIn() {
    var handler = new RedirectServerAuthenticationSuccessHandler();
    handler.setRequestCache(NoOpServerRequestCache.getInstance());
    handler.setLocation(AFTER_SIGN_IN);
    return handler;
  }

  private CookieServerCsrfTokenRepository csrfCookie() {
    var repository = CookieServerCsrfTokenRepository.withHttpOnlyFalse();
    repository.setCookieCustomizer(
        cookie -> cookie.path("/").sameSite("Lax").secure(settings.overTls()));
    return repository;
  }

  /**
   * The token is made only when somebody asks for it; the console must have it before its first
   * write.
   */
  private static WebFilter csrfCookieOnEveryAnswer() {
    return (exchange, chain) -> {
      Mono<CsrfToken> token =
          exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
      return token.then(chain.filter(exchange));
    };
  }

  private static boolean bearsToken(ServerWebExchange exchange) {
    var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  private Mono<Void> signInRequired(ServerWebExchange exchange) {
    return problems.write(
        new Refusal("sign_in_required", Refusal.Kind.UNAUTHENTICATED, List.of()), exchange);
  }

  private ServerAuthenticationEntryPoint tokenRefused() {
    return (exchange, cause) -> {
      if (keysUnreachable(cause)) {
        return problems.write(Refusal.unavailable("sign_in_unavailable"), exchange);
      }
      exchange
          .getResponse()
          .getHeaders()
          .set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      return problems.write(
          new Refusal("token_invalid", Refusal.Kind.UNAUTHENTICATED, List.of()), exchange);
    };
  }

  /** A token that cannot be checked is not a wrong token: the caller is to try again. */
  private static boolean keysUnreachable(AuthenticationException cause) {
    return cause instanceof AuthenticationServiceException;
  }

  private ServerAccessDeniedHandler denied(String code) {
    return (exchange, _) -> problems.write(Refusal.forbidden(code), exchange);
  }
}
