package care.chevet.feed.postgres;

import care.chevet.feed.Nudges;
import care.chevet.feed.Wakeups;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Listens on one connection of its own, outside the pool, for the notices that commits send. When
 * the connection is lost it is made again, and a signal says that something may have been missed.
 */
@Component
final class PostgresWakeups implements Wakeups, Nudges, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWakeups.class);

  /** A connection can die without a word; readers look by themselves this often. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

  private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);
  private static final Duration RECONNECT_LONGEST = Duration.ofSeconds(5);

  private final Sinks.Many<Long> signals = Sinks.many().multicast().directBestEffort();
  private final Sinks.Many<Nudge> nudges = Sinks.many().multicast().directBestEffort();
  private final Disposable listening;

  PostgresWakeups(ConnectionFactory pool) {
    var factory = withoutPool(pool);
    this.listening =
        Flux.usingWhen(
                Mono.from(factory.create()).cast(PostgresqlConnection.class),
                this::listen,
                Connection::close)
            .concatWith(Mono.error(() -> new IllegalStateException("the notices have ended")))
            .doOnError(fault -> LOG.warn("not listening for notices: {}", fault.toString()))
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, RECONNECT_FIRST)
                    .maxBackoff(RECONNECT_LONGEST)
                    .transientErrors(true))
            .subscribe();
  }

  private Flux<Notification> listen(PostgresqlConnection connection) {
    return connection
        .createStatement("listen " + PostgresOutbox.CHANNEL + "; listen " + CHANNEL)
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .then(Mono.<Notification>fromRunnable(this::tellAll))
        .concatWith(connection.getNotifications().doOnNext(this::tell));
  }

  /** Nobody may be waiting, which is no fault. */
  private void tell(Notification notice) {
    if (notice.getName().equals(CHANNEL)) {
      var _ = nudges.tryEmitNext(nudge(notice.getParameter()));
    } else {
      var _ = signals.tryEmitNext(1L);
    }
  }

  private void tellAll() {
    var _ = signals.tryEmitNext(0L);
    var _ = nudges.tryEmitNext(Nudge.LOOK_ANYWAY);
  }

  private static Nudge nudge(@Nullable String payload) {
    var parts = payload == null ? new String[0] : payload.split(":", 2);
    return parts.length == 2 ? new Nudge(parts[0], UUID.fromString(parts[1])) : Nudge.LOOK_ANYWAY;
  }

  @Override
  public Flux<Nudge> nudges() {
    return nudges.asFlux();
  }

  private static ConnectionFactory withoutPool(ConnectionFactory factory) {
    return factory instanceof Wrapped<?> wrapped
            && wrapped.unwrap() instanceof ConnectionFactory inner
        ? withoutPool(inner)
        : factory;
  }

  @Override
  public Flux<Long> signals() {
    return Flux.merge(signals.asFlux(), Flux.interval(LOOK_ANYWAY));
  }

  @Override
  public void destroy() {
    listening.dispose();
  }
}
