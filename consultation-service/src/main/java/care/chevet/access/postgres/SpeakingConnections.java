package care.chevet.access.postgres;

import care.chevet.access.OnBehalf;
import care.chevet.audit.Origin;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Connections that tell the database on whose behalf they are used, each time one is taken from the
 * pool. What a connection was told last is remembered, so that it is told again only when that
 * changes. The service's own work has connections apart, which are never told anything.
 */
final class SpeakingConnections implements ConnectionFactory, Wrapped<ConnectionFactory> {
  private final ConnectionFactory pool;
  private final ConnectionFactory own;

  /** By the physical connection; what is not in here was told nothing yet. */
  private final Map<Object, Word> told = Collections.synchronizedMap(new WeakHashMap<>());

  SpeakingConnections(ConnectionFactory pool, ConnectionFactory own) {
    this.pool = pool;
    this.own = own;
  }

  /** For whom and from where; empty for the service's own work, as for a fresh connection. */
  private record Word(String person, String from) {
    private static final String THE_SERVICE = "";

    /** What a connection was told that was told nothing yet. */
    static final Word NONE = new Word(THE_SERVICE, "");

    /** What a connection believes that may have been told or not. */
    static final Word UNKNOWN = new Word("?", "?");

    /** Who does not say for whom is nobody, lest a request that lost its person see all. */
    static Word in(ContextView context) {
      return new Word(
          whom(context.<OnBehalf>getOrEmpty(OnBehalf.class).orElse(OnBehalf.OF_NOBODY)),
          context.<Origin>getOrEmpty(Origin.class).map(Origin::address).orElse(""));
    }

    private static String whom(OnBehalf behalf) {
      return behalf.equals(OnBehalf.OF_THE_SERVICE) ? THE_SERVICE : behalf.person().toString();
    }
  }

  @Override
  public Publisher<? extends Connection> create() {
    // Given back when telling fails or the asker has gone; kept open when all is well.
    return Mono.deferContextual(context -> {
      var word = Word.in(context);
      return word.equals(Word.NONE)
          ? Mono.from(own.create())
          : Mono.usingWhen(
              Mono.from(pool.create()).cast(Connection.class),
              taken -> tell(taken, word).thenReturn(taken),
              _ -> Mono.empty(),
              (taken, _) -> taken.close(),
              Connection::close);
    });
  }

  private Mono<Void> tell(Connection taken, Word word) {
    var physical = physical(taken);
    if (word.equals(told.getOrDefault(physical, Word.NONE))) {
      return Mono.empty();
    }
    told.put(physical, Word.UNKNOWN);
    return Flux.from(
            taken
                .createStatement(
                    "select set_config('chevet.person', $1, false), set_config('chevet.from', $2, false)")
                .bind("$1", word.person())
                .bind("$2", word.from())
                .execute())
        .flatMap(result -> result.map((row, _) -> word))
        .doOnComplete(() -> told.put(physical, word))
        .then();
  }

  private static Object physical(Connection connection) {
    return connection instanceof Wrapped<?> wrapped ? wrapped.unwrap() : connection;
  }

  @Override
  public ConnectionFactoryMetadata getMetadata() {
    return pool.getMetadata();
  }

  @Override
  public ConnectionFactory unwrap() {
    return pool instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner
        ? inner
        : pool;
  }
}
