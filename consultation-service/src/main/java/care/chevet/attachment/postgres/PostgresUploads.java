package care.chevet.attachment.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.attachment.AttachmentLimits;
import care.chevet.attachment.SealedPiece;
import care.chevet.attachment.Upload;
import care.chevet.attachment.Uploads;
import care.chevet.idempotency.Transactions;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresUploads implements Uploads {
  private final DatabaseClient database;
  private final Transactions transactions;

  PostgresUploads(DatabaseClient database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public Mono<Upload> byId(UUID id) {
    return database
        .sql("select * from attachment_upload where id = :id")
        .bind("id", id)
        .map(PostgresUploads::upload)
        .one();
  }

  @Override
  public Mono<Void> add(Upload upload) {
    var described = upload.description();
    var site = described.bodySite();
    return database
        .sql(
            """
            insert into attachment_upload (id, consultation, sender, key, size_bytes, kind, file_name,
              media_type, body_site, device, taken_at, metadata, expires_at)
            values (:id, :consultation, :sender, :key, :size, :kind, :fileName, :mediaType, :bodySite,
              :device, :takenAt, :metadata, :expiresAt)
            """)
        .bind("id", upload.id())
        .bind("consultation", upload.consultation())
        .bind("sender", upload.sender())
        .bind("key", upload.key())
        .bind("size", upload.sizeBytes())
        .bind("kind", described.kind().code())
        .bind("fileName", described.fileName().value())
        .bind("mediaType", described.format().mediaType())
        .bind("bodySite", Parameters.in(R2dbcType.VARCHAR, site == null ? null : site.code()))
        .bind("device", Parameters.in(R2dbcType.VARCHAR, described.device()))
        .bind("takenAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, described.takenAt()))
        .bind("metadata", upload.metadata())
        .bind("expiresAt", upload.expiresAt())
        .then();
  }

  @Override
  public Mono<Boolean> claim(UUID id, UUID claim, int offset, Instant now) {
    var taken =
        database
            .sql(
                """
                update attachment_upload set claim = :claim
                where id = :id and received_bytes = :offset and received_bytes < size_bytes
                  and expires_at > :now
                """)
            .bind("claim", claim)
            .bind("id", id)
            .bind("offset", offset)
            .bind("now", now)
            .fetch()
            .rowsUpdated()
            .map(rows -> rows == 1);
    // A statement of its own: it must see what the request that lost the claim laid down last.
    var cleared =
        database
            .sql("delete from attachment_piece where upload = :id and start_byte >= :offset")
            .bind("id", id)
            .bind("offset", offset)
            .then();
    return transactions.inOne(
        taken.flatMap(mine -> mine ? cleared.thenReturn(true) : Mono.just(false)));
  }

  @Override
  public Mono<Boolean> append(UUID id, UUID claim, SealedPiece piece) {
    return laid(
        """
        with held as (
          update attachment_upload set received_bytes = :start + :length
          where id = :id and claim = :claim and received_bytes = :start
          returning id)
        insert into attachment_piece (upload, start_byte, length_bytes, sealed)
        select id, :start, :length, :sealed from held
        """,
        id,
        claim,
        piece);
  }

  @Override
  public Mono<Boolean> stage(UUID id, UUID claim, SealedPiece piece) {
    return laid(
        """
        with held as (
          select id from attachment_upload where id = :id and claim = :claim for no key update)
        insert into attachment_piece (upload, start_byte, length_bytes, sealed)
        select id, :start, :length, :sealed from held
        """,
        id,
        claim,
        piece);
  }

  private Mono<Boolean> laid(String statement, UUID id, UUID claim, SealedPiece piece) {
    return database
        .sql(statement)
        .bind("id", id)
        .bind("claim", claim)
        .bind("start", piece.startByte())
        .bind("length", piece.lengthBytes())
        .bind("sealed", piece.sealed())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Boolean> receivedUpTo(UUID id, UUID claim, int offset) {
    return database
        .sql(
            """
            update attachment_upload set received_bytes = :offset, claim = null
            where id = :id and claim = :claim and received_bytes <= :offset
            """)
        .bind("offset", offset)
        .bind("id", id)
        .bind("claim", claim)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Void> replace(UUID id, List<SealedPiece> pieces) {
    return database
        .sql("delete from attachment_piece where upload = :id")
        .bind("id", id)
        .then()
        .thenMany(Flux.fromIterable(pieces).concatMap(piece -> insert(id, piece)))
        .then();
  }

  private Mono<Void> insert(UUID id, SealedPiece piece) {
    return database
        .sql(
            """
            insert into attachment_piece (upload, start_byte, length_bytes, sealed)
            values (:id, :start, :length, :sealed)
            """)
        .bind("id", id)
        .bind("start", piece.startByte())
        .bind("length", piece.lengthBytes())
        .bind("sealed", piece.sealed())
        .then();
  }

  @Override
  public Mono<Void> discard(UUID id) {
    return database
        .sql("delete from attachment_upload where id = :id and received_bytes < size_bytes")
        .bind("id", id)
        .then();
  }

  @Override
  public Flux<SealedPiece> pieces(UUID id, int fromByte, int atMost) {
    return database
        .sql(
            """
            select start_byte, length_bytes, sealed from attachment_piece
            where upload = :id and start_byte > :from - :pieceBytesMax
              and start_byte + length_bytes > :from
            order by start_byte
            limit :atMost
            """)
        .bind("id", id)
        .bind("from", fromByte)
        .bind("pieceBytesMax", AttachmentLimits.PIECE_BYTES_MAX)
        .bind("atMost", atMost)
        .map(row ->
            new SealedPiece(
                column(row, "start_byte", Integer.class),
                column(row, "length_bytes", Integer.class),
                column(row, "sealed", byte[].class)))
        .all();
  }

  @Override
  public Mono<Long> clearExpired(Instant now) {
    var contents =
        database
            .sql(
                """
                delete from attachment_piece using attachment_upload
                where upload = attachment_upload.id and received_bytes < size_bytes
                  and expires_at <= :now
                """)
            .bind("now", now)
            .fetch()
            .rowsUpdated();
    var uploads =
        database
            .sql(
                """
                delete from attachment_upload
                where received_bytes < size_bytes and expires_at <= :forgotten
                """)
            .bind("forgotten", now.minus(AttachmentLimits.EXPIRED_UPLOAD_REMEMBERED))
            .fetch()
            .rowsUpdated();
    return contents.then(uploads);
  }

  private static Upload upload(Readable row) {
    return new Upload(
        column(row, "id", UUID.class),
        column(row, "consultation", UUID.class),
        column(row, "sender", UUID.class),
        column(row, "key", UUID.class),
        column(row, "size_bytes", Integer.class),
        column(row, "received_bytes", Integer.class),
        Rows.description(row),
        column(row, "metadata", String.class),
        column(row, "expires_at", Instant.class));
  }
}
