package care.chevet.access.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.access.OnBehalf;
import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.memory.Remembered;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is calling, as far as the security filters have made sure of it. */
@Component
final class Callers {
  static final String SCOPE_PREFIX = "SCOPE_";

  private static final int BELIEVED_MAX = 10_000;

  /** Whoever leaves the directory is out this soon; a page's requests ask it once. */
  static final Duration BELIEVED = Duration.ofSeconds(1);

  private final Directory directory;
  private final Remembered<String, Actor> actors = new Remembered<>(BELIEVED_MAX, BELIEVED);

  Callers(Directory directory) {
    this.directory = directory;
  }

  /** The person who is signed in, as the directory knows her, or knew her a moment ago. */
  Mono<Actor> actor() {
    return authentication()
        .ofType(SignedIn.class)
        .flatMap(signedIn -> bySubject(signedIn.getName()))
        .switchIfEmpty(Mono.error(() -> new UnknownCaller("not_in_directory")));
  }

  /** On whose behalf the request is; on nobody's, if somebody signed in has no place here. */
  Mono<OnBehalf> onBehalf() {
    return authentication()
        .ofType(SignedIn.class)
        .flatMap(signedIn ->
            bySubject(signedIn.getName())
                .map(actor -> new OnBehalf(actor.person()))
                .defaultIfEmpty(OnBehalf.OF_NOBODY))
        .defaultIfEmpty(OnBehalf.OF_THE_SERVICE);
  }

  private Mono<Actor> bySubject(String subject) {
    return actors
        .recall(subject)
        .map(Mono::just)
        .orElseGet(() ->
            directory
                .personBySubject(subject)
                .contextWrite(OnBehalf::ofTheService)
                .map(Callers::actor)
                .doOnNext(actor -> actors.keep(subject, actor)));
  }

  /** The program that presented its token. */
  Mono<Machine> machine() {
    return authentication()
        .ofType(JwtAuthenticationToken.class)
        .map(token ->
            new Machine(
                token.getName(),
                token.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(authority -> authority != null)
                    .filter(authority -> authority.startsWith(SCOPE_PREFIX))
                    .map(authority -> authority.substring(SCOPE_PREFIX.length()))
                    .collect(Collectors.toSet())))
        .switchIfEmpty(Mono.error(() -> new UnknownCaller("forbidden")));
  }

  private static Mono<Authentication> authentication() {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(SecurityContext::getAuthentication);
  }

  private static Actor actor(Person person) {
    return new Actor(
        person.id(),
        person.role(),
        person.displayName(),
        person.locale(),
        person.zone(),
        person.careHomes(),
        person.specialties());
  }
}
