package care.chevet.access.http;

import care.chevet.access.Actor;
import care.chevet.access.postgres.PostgresSessions;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Whether a person who was signed in when her request began still is: for answers that go on for
 * long.
 */
@Component
public final class SignIns {
  private final Callers callers;
  private final PostgresSessions sessions;

  SignIns(Callers callers, PostgresSessions sessions) {
    this.callers = callers;
    this.sessions = sessions;
  }

  /**
   * The person as the directory knows her now; empty once her session has ended or she has left.
   */
  public Mono<Actor> still(ServerWebExchange exchange) {
    return exchange
        .getSession()
        .flatMap(session -> sessions.findById(session.getId()))
        .flatMap(_ -> callers.actor())
        .onErrorResume(UnknownCaller.class, _ -> Mono.empty());
  }
}
