package care.chevet.access.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.access.OnBehalf;
import care.chevet.memory.Remembered;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Web sessions in PostgreSQL, so that they outlive the process and any replica knows them. The
 * store holds the SHA-256 of the id: reading the table does not let anyone sign in.
 */
public final class PostgresSessions implements ReactiveSessionRepository<KeptSession> {

  /** The attribute with the provider's own name of the person, {@code sub}. */
  public static final String AT_PROVIDER = "atProvider";

  /** The attribute with the provider's name of the sign-in, {@code sid}, where it gives one. */
  public static final String SIGN_IN = "signIn";

  /** A later last access than this is worth a write; a sooner one is not. */
  private static final Duration ACCESS_PRECISION = Duration.ofMinutes(1);

  /** A session that is ended on one replica ends this soon on the others. */
  private static final Duration BELIEVED = Duration.ofSeconds(1);

  private static final int BELIEVED_MAX = 10_000;

  /** A session as it was read. */
  private record Read(
      Instant createdAt, Instant lastAccess, Instant expiresAt, Map<String, String> attributes) {
    KeptSession session(String id, Duration idle) {
      return KeptSession.stored(id, createdAt, lastAccess, expiresAt, idle, attributes);
    }
  }

  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private final Remembered<String, Read> read = new Remembered<>(BELIEVED_MAX, BELIEVED);
  private final DatabaseClient database;
  private final JsonMapper json;
  private final InstantSource clock;
  private final Duration idle;
  private final Duration absolute;

  public PostgresSessions(
      DatabaseClient database,
      JsonMapper json,
      InstantSource clock,
      Duration idle,
      Duration absolute) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.idle = idle;
    this.absolute = absolute;
  }

  @Override
  public Mono<KeptSession> createSession() {
    return Mono.fromSupplier(() -> KeptSession.fresh(clock.instant(), idle, absolute));
  }

  @Override
  public Mono<Void> save(KeptSession session) {
    return Mono.defer(() -> {
      var storedId = session.storedId();
      if (storedId == null) {
        return insert(session);
      }
      if (session.changed()) {
        read.forget(storedId);
        return update(session, storedId).doOnSuccess(_ -> read.forget(storedId));
      }
      return session.accessUnsaved().compareTo(ACCESS_PRECISION) > 0
          ? touch(session)
          : Mono.empty();
    });
  }

  private Mono<Void> insert(KeptSession session) {
    return database
        .sql(
            """
            insert into web_session (id_sha256, created_at, last_accessed_at, expires_at, attributes)
            values (:id, :createdAt, :lastAccess, :expiresAt, :attributes)
            """)
        .bind("id", sha256(session.getId()))
        .bind("createdAt", session.getCreationTime())
        .bind("lastAccess", session.getLastAccessedTime())
        .bind("expiresAt", session.expiresAt())
        .bind("attributes", Json.of(json.writeValueAsString(session.attributes())))
        .then()
        .doOnSuccess(_ -> session.saved());
  }

  /** A session that was ended meanwhile stays ended: nothing is inserted here. */
  private Mono<Void> update(KeptSession session, String storedId) {
    return database
        .sql(
            """
            update web_session
            set id_sha256 = :id, last_accessed_at = :lastAccess, attributes = :attributes
            where id_sha256 = :storedId
            """)
        .bind("id", sha256(session.getId()))
        .bind("lastAccess", session.getLastAccessedTime())
        .bind("attributes", Json.of(json.writeValueAsString(session.attributes())))
        .bind("storedId", sha256(storedId))
        .then()
        .doOnSuccess(_ -> session.saved());
  }

  private Mono<Void> touch(KeptSession session) {
    return database
        .sql(
            """
            update web_session set last_accessed_at = greatest(last_accessed_at, :lastAccess)
            where id_sha256 = :id
            """)
        .bind("lastAccess", session.getLastAccessedTime())
        .bind("id", sha256(session.getId()))
        .then()
        .contextWrite(OnBehalf::ofTheService)
        .doOnSuccess(_ -> read.forget(session.getId()));
  }

  @Override
  public Mono<KeptSession> findById(String id) {
    var now = clock.instant();
    return read.recall(id)
        .filter(known -> known.expiresAt.isAfter(now) && known.lastAccess.isAfter(now.minus(idle)))
        .map(known -> Mono.just(known.session(id, idle)))
        .orElseGet(() -> onRecord(id, now));
  }

  private Mono<KeptSession> onRecord(String id, Instant now) {
    return database
        .sql(
            """
            select created_at, last_accessed_at, expires_at, attributes from web_session
            where id_sha256 = :id and expires_at > :now and last_accessed_at > :usedSince
            """)
        .bind("id", sha256(id))
        .bind("now", now)
        .bind("usedSince", now.minus(idle))
        .map(this::read)
        .one()
        .contextWrite(OnBehalf::ofTheService)
        .doOnNext(known -> read.keep(id, known))
        .map(known -> known.session(id, idle));
  }

  @Override
  public Mono<Void> deleteById(String id) {
    return database
        .sql("delete from web_session where id_sha256 = :id")
        .bind("id", sha256(id))
        .then()
        .doFinally(_ -> read.forget(id));
  }

  /**
   * Ends the sessions of one sign-in at the provider, or of every sign-in of a person there. What
   * was just read of one is believed for a moment more.
   */
  public Mono<Long> endSignIn(@Nullable String signIn, @Nullable String atProvider) {
    var named = signIn == null ? AT_PROVIDER : SIGN_IN;
    var name = signIn == null ? atProvider : signIn;
    if (name == null) {
      return Mono.just(0L);
    }
    return database
        .sql("delete from web_session where attributes ->> :attribute = :name")
        .bind("attribute", named)
        .bind("name", name)
        .fetch()
        .rowsUpdated();
  }

  /** Forgets the sessions that have reached either limit. */
  public Mono<Long> deleteExpired() {
    var now = clock.instant();
    return database
        .sql("delete from web_session where expires_at <= :now or last_accessed_at <= :usedSince")
        .bind("now", now)
        .bind("usedSince", now.minus(idle))
        .fetch()
        .rowsUpdated();
  }

  private Read read(Readable row) {
    return new Read(
        column(row, "created_at", Instant.class),
        column(row, "last_accessed_at", Instant.class),
        column(row, "expires_at", Instant.class),
        json.readValue(column(row, "attributes", String.class), ATTRIBUTES));
  }

  private static byte[] sha256(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
