package care.chevet.access.http;

import care.chevet.problem.http.Problems;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * The bound on what one caller may ask of a group of routes. Who is too quick is told how long to
 * wait, and nothing else is done for her.
 */
final class RouteLimit implements WebFilter {
  private static final int IPV6_NETWORK_BYTES = 8;

  /** One of a group; what is got may be asked for by its head alone as well. */
  private record Route(HttpMethod method, PathPattern path) {
    boolean isAskedBy(ServerHttpRequest request) {
      var asked = request.getMethod();
      return method.equals(HttpMethod.HEAD.equals(asked) ? HttpMethod.GET : asked)
          && path.matches(request.getPath().pathWithinApplication());
    }
  }

  /** A group of routes. It is looked at for every request, so without composing anything. */
  static final class Group implements ServerWebExchangeMatcher {
    private final List<Route> routes;

    private Group(Route... routes) {
      this.routes = List.of(routes);
    }

    boolean isAskedBy(ServerHttpRequest request) {
      return routes.stream().anyMatch(route -> route.isAskedBy(request));
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
      return isAskedBy(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }
  }

  /** Where a sign-in begins and where the provider sends back to. */
  static final Group SIGN_IN =
      new Group(get("/oauth2/authorization/*"), get("/login/oauth2/code/*"));

  /** Where people and times are found. */
  static final Group SEARCH =
      new Group(
          get("/api/v1/residents"),
          get("/api/v1/physicians"),
          get("/api/v1/slots"),
          get("/api/v1/matches"),
          post("/api/v1/emergency-accesses"));

  /** Where somebody is let into a room. */
  static final Group TICKETS =
      new Group(
          post("/api/v1/consultations/*/join-tickets"), post("/api/v1/consultations/*/guests"));

  /** The ways in for whoever has no account. */
  static final Group WITHOUT_ACCOUNT =
      new Group(get("/api/v1/verification/{code}"), post("/api/v1/guests/tickets"));

  /** Which callers count as one; empty where nobody is told apart. */
  @FunctionalInterface
  private interface Counted {
    Mono<String> of(ServerWebExchange exchange);
  }

  private final Group routes;
  private final Counted counted;
  private final RequestBound bound;
  private final Problems problems;

  private RouteLimit(Group routes, Counted counted, RequestBound bound, Problems problems) {
    this.routes = routes;
    this.counted = counted;
    this.bound = bound;
    this.problems = problems;
  }

  /** By network address, an IPv6 address counting with its whole /64. */
  static RouteLimit byAddress(Group routes, RequestBound bound, Problems problems) {
    return new RouteLimit(routes, RouteLimit::network, bound, problems);
  }

  /** By the person who is signed in: to stand behind the filters that make sure of her. */
  static RouteLimit byAccount(Group routes, RequestBound bound, Problems problems) {
    return new RouteLimit(routes, _ -> account(), bound, problems);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!routes.isAskedBy(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    return counted
        .of(exchange)
        .mapNotNull(caller -> bound.take(caller).orElse(null))
        .map(wait -> problems.write(RequestBound.refusal(wait, exchange), exchange))
        .defaultIfEmpty(chain.filter(exchange))
        .flatMap(answer -> answer);
  }

  private static Mono<String> network(ServerWebExchange exchange) {
    var caller = CallerAddress.in(exchange);
    return Mono.just(caller == null ? "" : network(caller));
  }

  private static String network(InetAddress address) {
    var bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(
            address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }

  private static Mono<String> account() {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(SecurityContext::getAuthentication)
        .ofType(SignedIn.class)
        .map(SignedIn::getName);
  }

  private static Route get(String path) {
    return new Route(HttpMethod.GET, PathPatternParser.defaultInstance.parse(path));
  }

  private static Route post(String path) {
    return new Route(HttpMethod.POST, PathPatternParser.defaultInstance.parse(path));
  }
}
