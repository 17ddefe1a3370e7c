package care.chevet.attachment.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.attachment.Attachment;
import care.chevet.attachment.Attachments;
import care.chevet.attachment.PictureSize;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresAttachments implements Attachments {
  private static final String SELECT =
      """
      select attachment.id, cast(:file as uuid) as consultation, attachment.size_bytes, sha256, received_sha256,
        operator, added_at, width_pixels, height_pixels, thumbnail_sealed is not null as previewed,
        key, kind, file_name, media_type, body_site, device, taken_at
      from attachment join attachment_upload on attachment_upload.id = attachment.id
      """;

  private final DatabaseClient database;

  PostgresAttachments(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Integer> countHolding(UUID consultation) {
    var held =
        database
            .sql("select id from dossier where id = dossier_of(:id) for no key update")
            .bind("id", consultation)
            .then();
    return held.then(
        database
            .sql(
                """
                select cast(count(*) as integer) as count from attachment_upload
                where consultation = :id and (received_bytes = size_bytes or expires_at > now())
                """)
            .bind("id", consultation)
            .map(row -> column(row, "count", Integer.class))
            .one());
  }

  @Override
  public Mono<Void> add(Attachment attachment, byte[] thumbnailSealed) {
    var picture = attachment.picture();
    var statement =
        database
            .sql(
                """
                insert into attachment (id, dossier, operator, size_bytes, sha256,
                  received_sha256, width_pixels, height_pixels, thumbnail_sealed, added_at)
                values (:id, dossier_of(:consultation), :operator, :size, :sha256, :receivedSha256, :width,
                  :height, :thumbnail, :addedAt)
                """)
            .bind("id", attachment.id())
            .bind("consultation", attachment.consultation())
            .bind("operator", attachment.operator())
            .bind("size", attachment.sizeBytes())
            .bind("sha256", HexFormat.of().parseHex(attachment.sha256()))
            .bind("receivedSha256", HexFormat.of().parseHex(attachment.receivedSha256()))
            .bind(
                "width",
                Parameters.in(R2dbcType.INTEGER, picture == null ? null : picture.widthPixels()))
            .bind(
                "height",
                Parameters.in(R2dbcType.INTEGER, picture == null ? null : picture.heightPixels()))
            .bind("addedAt", attachment.addedAt());
    return (attachment.hasThumbnail()
            ? statement.bind("thumbnail", thumbnailSealed)
            : statement.bindNull("thumbnail", byte[].class))
        .then();
  }

  @Override
  public Mono<Attachment> byId(UUID consultation, UUID id) {
    return database
        .sql(SELECT + " where attachment.id = :id and attachment.dossier = dossier_of(:file)")
        .bind("id", id)
        .bind("file", consultation)
        .map(PostgresAttachments::attachment)
        .one();
  }

  @Override
  public Flux<Attachment> of(UUID consultation) {
    return database
        .sql(
            SELECT
                + " where attachment.dossier = dossier_of(:file) order by added_at, attachment.id")
        .bind("file", consultation)
        .map(PostgresAttachments::attachment)
        .all();
  }

  @Override
  public Mono<byte[]> thumbnailSealed(UUID id) {
    return database
        .sql(
            "select thumbnail_sealed from attachment where id = :id and thumbnail_sealed is not null")
        .bind("id", id)
        .map(row -> column(row, "thumbnail_sealed", byte[].class))
        .one();
  }

  private static Attachment attachment(Readable row) {
    return new Attachment(
        column(row, "id", UUID.class),
        column(row, "consultation", UUID.class),
        Rows.description(row),
        column(row, "size_bytes", Integer.class),
        HexFormat.of().formatHex(column(row, "sha256", byte[].class)),
        HexFormat.of().formatHex(column(row, "received_sha256", byte[].class)),
        column(row, "operator", UUID.class),
        column(row, "added_at", Instant.class),
        picture(row),
        column(row, "previewed", Boolean.class),
        column(row, "key", UUID.class));
  }

  private static @Nullable PictureSize picture(Readable row) {
    var width = row.get("width_pixels", Integer.class);
    var height = row.get("height_pixels", Integer.class);
    return width == null || height == null ? null : new PictureSize(width, height);
  }
}
