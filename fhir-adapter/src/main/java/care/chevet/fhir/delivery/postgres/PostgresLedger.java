package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.delivery.Ledger;
import care.chevet.fhir.hospital.Answer.Held;
import care.chevet.fhir.mapping.Piece;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresLedger implements Ledger {

  private final JdbcClient jdbc;

  PostgresLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Line> lines(String hospital, Collection<String> identifiers) {
    var lines = new HashMap<String, Line>();
    jdbc.sql(
            """
            SELECT * FROM ledger WHERE hospital = :hospital AND identifier = ANY (:identifiers)
            """)
        .param("hospital", hospital)
        .param("identifiers", identifiers.toArray(String[]::new))
        .query((row, _) -> line(row))
        .list()
        .forEach(line -> lines.put(line.identifier(), line));
    return lines;
  }

  @Override
  public List<Line> heldAfter(String hospital, String resourceType, String identifier, int most) {
    return jdbc.sql(
            """
            SELECT * FROM ledger
            WHERE hospital = :hospital AND resource_type = :type AND identifier > :after
              AND state = 'held'
              AND NOT (content IS NULL AND EXISTS (
                SELECT 1 FROM delivery
                WHERE delivery.id = ledger.delivery AND delivery.state = 'queued'))
            ORDER BY identifier LIMIT :most
            """)
        .param("hospital", hospital)
        .param("type", resourceType)
        .param("after", identifier)
        .param("most", most)
        .query((row, _) -> line(row))
        .list();
  }

  /** One row of {@link #identifiersAt}. */
  private record Place(String place, String identifier) {}

  @Override
  public Map<String, String> identifiersAt(String hospital, Collection<String> places) {
    var identifiers = new HashMap<String, String>();
    jdbc.sql(
            """
            SELECT resource_type || '/' || remote_id AS place, identifier
            FROM ledger JOIN unnest(:places) AS asked (place)
              ON resource_type = split_part(asked.place, '/', 1)
              AND remote_id = split_part(asked.place, '/', 2)
            WHERE hospital = :hospital
            """)
        .param("hospital", hospital)
        .param("places", places.toArray(String[]::new))
        .query(Place.class)
        .list()
        .forEach(found -> identifiers.put(found.place(), found.identifier()));
    return identifiers;
  }

  @Override
  public void intend(String hospital, List<Piece> pieces, Instant asOf, long delivery) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO ledger (hospital, identifier, resource_type, state, sent_hash,
                  sent_content, as_of, delivery)
                SELECT :hospital, sent.identifier, sent.type, 'unknown', sent.hash, sent.content,
                  cast(:asOf AS timestamptz), :delivery
                FROM unnest(:identifiers, :types, :hashes, :contents)
                  AS sent (identifier, type, hash, content)
                ON CONFLICT (hospital, identifier) DO UPDATE
                SET state = 'unknown', sent_hash = excluded.sent_hash,
                    sent_content = excluded.sent_content, as_of = excluded.as_of,
                    delivery = excluded.delivery, updated_at = now()
                """)
            .param("hospital", hospital)
            .param("asOf", Timestamp.from(asOf))
            .param("delivery", delivery)
            .param("identifiers", column(pieces, Piece::identifier))
            .param("types", column(pieces, Piece::resourceType))
            .param("hashes", column(pieces, Piece::hash))
            .param("contents", column(pieces, Piece::content))
            .update();
  }

  @Override
  public void taken(String hospital, List<Taken> all) {
    var _ =
        jdbc.sql(
                """
                UPDATE ledger SET state = 'held', remote_id = taken.remote,
                  version_id = taken.version, hash = taken.hash, content = taken.content,
                  overwrite = false, updated_at = now()
                FROM unnest(:identifiers, :remotes, :versions, :hashes, :contents)
                  AS taken (identifier, remote, version, hash, content)
                WHERE ledger.hospital = :hospital AND ledger.identifier = taken.identifier
                """)
            .param("hospital", hospital)
            .param("identifiers", column(all, Taken::identifier))
            .param("remotes", column(all, each -> each.remote().remoteId()))
            .param("versions", column(all, each -> each.remote().versionId().orElse(null)))
            .param("hashes", column(all, each -> each.hashes().json()))
            .param("contents", column(all, each -> each.hashes().content()))
            .update();
  }

  private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable String> cell) {
    var cells = new @Nullable String[rows.size()];
    for (var row = 0; row < cells.length; row++) {
      cells[row] = cell.apply(rows.get(row));
    }
    return cells;
  }

  @Override
  public void held(String hospital, String identifier, Held remote, Optional<Hashes> hashes) {
    note(hospital, identifier, remote, hashes, false);
  }

  @Override
  public void overwrite(String hospital, String identifier, Held remote) {
    note(hospital, identifier, remote, Optional.empty(), true);
  }

  private void note(
      String hospital, String identifier, Held remote, Optional<Hashes> hashes, boolean overwrite) {
    var _ =
        jdbc.sql(
                """
                UPDATE ledger SET state = 'held', remote_id = :remote, version_id = :version,
                  hash = :hash, content = :content, overwrite = :overwrite, updated_at = now()
                WHERE hospital = :hospital AND identifier = :identifier
                """)
            .param("remote", remote.remoteId())
            .param("version", remote.versionId().orElse(null))
            .param("hash", hashes.map(Hashes::json).orElse(null))
            .param("content", hashes.map(Hashes::content).orElse(null))
            .param("overwrite", overwrite)
            .param("hospital", hospital)
            .param("identifier", identifier)
            .update();
  }

  @Override
  public void doubt(String hospital, String subject) {
    var _ =
        jdbc.sql(
                """
                UPDATE ledger SET hash = NULL, content = NULL, updated_at = now()
                WHERE hospital = :hospital AND state = 'held'
                  AND resource_type NOT IN ('Organization', 'Practitioner', 'Patient')
                  AND delivery IN (SELECT id FROM delivery
                                   WHERE hospital = :hospital AND subject = :subject)
                """)
            .param("hospital", hospital)
            .param("subject", subject)
            .update();
  }

  @Override
  public void absent(String hospital, String identifier) {
    var _ =
        jdbc.sql("DELETE FROM ledger WHERE hospital = :hospital AND identifier = :identifier")
            .param("hospital", hospital)
            .param("identifier", identifier)
            .update();
  }

  private static Line line(ResultSet row) throws SQLException {
    var version = Optional.ofNullable(row.getString("version_id"));
    var delivery = row.getLong("delivery");
    var ofDelivery = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(delivery);
    return new Line(
        row.getString("identifier"),
        row.getString("resource_type"),
        row.getString("state").equals("unknown"),
        Optional.ofNullable(row.getString("remote_id")).map(id -> new Held(id, version)),
        Optional.ofNullable(row.getString("hash")),
        Optional.ofNullable(row.getString("content")),
        sent(row.getString("sent_hash"), row.getString("sent_content")),
        row.getTimestamp("as_of").toInstant(),
        ofDelivery,
        row.getBoolean("overwrite"));
  }

  private static Optional<Hashes> sent(@Nullable String json, @Nullable String content) {
    return json == null || content == null
        ? Optional.empty()
        : Optional.of(new Hashes(json, content));
  }
}
