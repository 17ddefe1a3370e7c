package care.chevet.access.http;

import care.chevet.access.postgres.PostgresSessions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Web sessions: an opaque cookie in the browser, everything else in the database. */
@Configuration(proxyBeanMethods = false)
class WebSessions {
  static final String COOKIE = "CHEVET_SESSION";

  @Bean
  PostgresSessions sessions(
      DatabaseClient database, JsonMapper json, InstantSource clock, SignInSettings settings) {
    return new PostgresSessions(
        database, json, clock, settings.sessionIdle(), settings.sessionAbsolute());
  }

  @Bean
  WebSessionManager webSessionManager(PostgresSessions sessions, SignInSettings settings) {
    var cookie = new CookieWebSessionIdResolver();
    cookie.setCookieName(COOKIE);
    cookie.addCookieInitializer(
        builder -> builder.path("/").httpOnly(true).sameSite("Lax").secure(settings.overTls()));
    var manager = new DefaultWebSessionManager();
    manager.setSessionIdResolver(cookie);
    manager.setSessionStore(new SpringSessionWebSessionStore<>(sessions));
    return manager;
  }

  @Bean
  ExpiredSessions expiredSessions(PostgresSessions sessions) {
    return new ExpiredSessions(sessions);
  }

  /** Clears away, now and then, the sessions that are over. */
  record ExpiredSessions(PostgresSessions sessions) {
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    Mono<Long> clear() {
      return sessions.deleteExpired();
    }
  }
}
