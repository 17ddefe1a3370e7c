package care.chevet.audit.postgres;

import care.chevet.audit.AuditChain;
import care.chevet.audit.ChainLink;
import care.chevet.audit.ChainLink.Sha256;
import care.chevet.audit.Checkpoint;
import care.chevet.audit.Finding;
import care.chevet.audit.Finding.Kind;
import care.chevet.audit.KeptEntry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresAuditChain implements AuditChain {
  private final DatabaseClient database;

  PostgresAuditChain(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Head> seal(int most) {
    return database
        .sql("select * from audit_seal(:most)")
        .bind("most", most)
        .map(row ->
            new Head(
                KeptEntries.column(row, "sealed", Integer.class),
                KeptEntries.column(row, "head", Long.class),
                sha256(row, "head_sha256"),
                row.get("checkpoint", Long.class),
                row.get("checkpoint_at", Instant.class)))
        .one();
  }

  @Override
  public Mono<Void> provideMonths(Instant from, int months) {
    return database
        .sql("select audit_provide_months(:from, :months)")
        .bind("from", from)
        .bind("months", months)
        .then();
  }

  @Override
  public Mono<List<ChainLink>> from(long position, int most) {
    return database
        .sql(
            """
            select l.*, e.id, e.at, e.who, e.role, e.what, e.subject_kind, e.subject, e.resident,
              e.because, e.came_from
            from (select * from audit_link where position >= :position order by position limit :most) l
            left join audit_entry e on e.id = l.entry and e.at = l.entry_at
            order by l.position, l.sealed_at
            """)
        .bind("position", position)
        .bind("most", most)
        .map(PostgresAuditChain::link)
        .all()
        .collectList();
  }

  @Override
  public Mono<Long> positionOf(Sha256 chain) {
    return database
        .sql(
            """
            select position from audit_link where chain_sha256 = decode(:chain, 'hex')
            order by position desc limit 1
            """)
        .bind("chain", chain.hex())
        .mapValue(Long.class)
        .one();
  }

  @Override
  public Mono<Boolean> isFollowed(Sha256 chain) {
    return database
        .sql(
            """
            select exists (select from audit_link where previous_sha256 = decode(:chain, 'hex')) as followed
            """)
        .bind("chain", chain.hex())
        .map(row -> KeptEntries.column(row, "followed", Boolean.class))
        .one();
  }

  @Override
  public Mono<Sha256> at(long position) {
    return database
        .sql(
            "select chain_sha256 from audit_link where position = :position order by sealed_at limit 1")
        .bind("position", position)
        .map(row -> sha256(row, "chain_sha256"))
        .one();
  }

  @Override
  public Flux<Finding> outside(int most) {
    return database
        .sql(
            """
            select e.id, e.at from audit_entry e
            where not exists (select from audit_link l where l.entry = e.id and l.entry_at = e.at)
              and not exists (select from audit_unsealed u where u.id = e.id and u.at = e.at)
            order by e.id limit :most
            """)
        .bind("most", most)
        .map(row ->
            new Finding(
                Kind.INSERTED,
                null,
                null,
                KeptEntries.column(row, "id", Long.class),
                KeptEntries.column(row, "at", Instant.class)))
        .all();
  }

  @Override
  public Mono<Long> waiting() {
    return database.sql("select count(*) from audit_unsealed").mapValue(Long.class).one();
  }

  @Override
  public Mono<Void> keep(Checkpoint checkpoint) {
    return database
        .sql("insert into audit_checkpoint (position, at, jws) values (:position, :at, :jws)")
        .bind("position", checkpoint.position())
        .bind("at", checkpoint.at())
        .bind("jws", checkpoint.jws())
        .then();
  }

  @Override
  public Flux<Checkpoint> checkpoints() {
    return database
        .sql("select * from audit_checkpoint order by position")
        .map(row ->
            new Checkpoint(
                KeptEntries.column(row, "position", Long.class),
                KeptEntries.column(row, "at", Instant.class),
                KeptEntries.column(row, "jws", String.class)))
        .all();
  }

  private static ChainLink link(Readable row) {
    return new ChainLink(
        KeptEntries.column(row, "position", Long.class),
        KeptEntries.column(row, "entry", Long.class),
        KeptEntries.column(row, "entry_at", Instant.class),
        KeptEntries.column(row, "sealed_at", Instant.class),
        sha256(row, "content_sha256"),
        sha256(row, "previous_sha256"),
        sha256(row, "chain_sha256"),
        entry(row));
  }

  private static @Nullable KeptEntry entry(Readable row) {
    return row.get("id", Long.class) == null ? null : KeptEntries.entry(row);
  }

  private static Sha256 sha256(Readable row, String name) {
    return new Sha256(HexFormat.of().formatHex(KeptEntries.column(row, name, byte[].class)));
  }
}
