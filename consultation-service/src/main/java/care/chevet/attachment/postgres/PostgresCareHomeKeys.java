package care.chevet.attachment.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.attachment.CareHomeKeys;
import care.chevet.attachment.DataKey;
import care.chevet.attachment.MasterKeys;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import io.r2dbc.spi.Readable;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.KeyGenerator;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Data keys in the database, wrapped by master keys that are not. */
public final class PostgresCareHomeKeys implements CareHomeKeys {
  private static final int KEY_BITS = 256;
  private static final Refusal NOT_SET_UP = Refusal.unavailable("attachments_not_set_up");
  private static final Refusal ERASED = Refusal.conflict("attachment_erased");

  private final DatabaseClient database;
  private final Optional<MasterKeys> masters;

  /**
   * @param masters empty if this installation has none: then nothing is sealed and nothing opens
   */
  public PostgresCareHomeKeys(DatabaseClient database, Optional<MasterKeys> masters) {
    this.database = database;
    this.masters = masters;
  }

  @Override
  public Mono<Outcome<DataKey>> current(UUID careHome) {
    return masters
        .map(known ->
            inUse(careHome, known)
                .switchIfEmpty(
                    Mono.defer(() -> make(careHome, known).then(inUse(careHome, known)))))
        .orElse(Mono.just(Outcome.refused(NOT_SET_UP)));
  }

  private Mono<Outcome<DataKey>> inUse(UUID careHome, MasterKeys known) {
    return database
        .sql(
            """
            select id, care_home, master_key, wrapped from attachment_key
            where care_home = :careHome and erased_at is null
            """)
        .bind("careHome", careHome)
        .map(row -> unwrapped(row, known))
        .one();
  }

  private Mono<Void> make(UUID careHome, MasterKeys known) {
    var key = new DataKey(UUID.randomUUID(), careHome, generator().generateKey());
    var wrapped = known.wrap(key);
    return database
        .sql(
            """
            insert into attachment_key (id, care_home, master_key, wrapped)
            values (:id, :careHome, :master, :wrapped)
            on conflict (care_home) where erased_at is null do nothing
            """)
        .bind("id", key.id())
        .bind("careHome", careHome)
        .bind("master", wrapped.masterKey())
        .bind("wrapped", wrapped.bytes())
        .then();
  }

  private static KeyGenerator generator() {
    try {
      var generator = KeyGenerator.getInstance("AES");
      generator.init(KEY_BITS);
      return generator;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("AES is missing from this Java runtime", e);
    }
  }

  @Override
  public Mono<Outcome<DataKey>> byId(UUID id) {
    return masters
        .map(known ->
            database
                .sql("select id, care_home, master_key, wrapped from attachment_key where id = :id")
                .bind("id", id)
                .map(row -> unwrapped(row, known))
                .one())
        .orElse(Mono.just(Outcome.refused(NOT_SET_UP)));
  }

  private static Outcome<DataKey> unwrapped(Readable row, MasterKeys known) {
    var wrapped = row.get("wrapped", byte[].class);
    if (wrapped == null) {
      return Outcome.refused(ERASED);
    }
    return Outcome.done(
        known.unwrap(
            column(row, "id", UUID.class),
            column(row, "care_home", UUID.class),
            new MasterKeys.Wrapped(column(row, "master_key", String.class), wrapped)));
  }

  @Override
  public Mono<Long> erase(UUID careHome, Instant now) {
    var names =
        database
            .sql(
                """
                update attachment_upload set file_name = 'sans-nom', metadata = '', device = null
                from attachment_key
                where attachment_key.id = key and care_home = :careHome and erased_at is null
                """)
            .bind("careHome", careHome)
            .then();
    var secrets =
        database
            .sql(
                """
                with gone as (
                  update attachment_key set wrapped = null, master_key = null, erased_at = :now
                  where care_home = :careHome and erased_at is null
                  returning id)
                select count(*) as count from attachment
                join attachment_upload on attachment_upload.id = attachment.id
                join gone on gone.id = key
                """)
            .bind("careHome", careHome)
            .bind("now", now)
            .map(row -> column(row, "count", Long.class))
            .one();
    return names.then(secrets);
  }
}
