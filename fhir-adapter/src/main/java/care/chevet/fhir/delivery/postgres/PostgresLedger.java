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
  public void intend(String hospital, List<Piece> pieces, Instant asOf) {
    for (var piece : pieces) {
      var _ =
          jdbc.sql(
                  """
                  INSERT INTO ledger (hospital, identifier, resource_type, state, sent_hash, as_of)
                  VALUES (:hospital, :identifier, :type, 'unknown', :hash, :asOf)
                  ON CONFLICT (hospital, identifier) DO UPDATE
                  SET state = 'unknown', sent_hash = excluded.sent_hash, as_of = excluded.as_of,
                      updated_at = now()
                  """)
              .param("hospital", hospital)
              .param("identifier", piece.identifier())
              .param("type", piece.resourceType())
              .param("hash", piece.hash())
              .param("asOf", Timestamp.from(asOf))
              .update();
    }
  }

  @Override
  public void held(String hospital, String identifier, Held remote, Optional<String> hash) {
    var _ =
        jdbc.sql(
                """
                UPDATE ledger SET state = 'held', remote_id = :remote, version_id = :version,
                  hash = :hash, updated_at = now()
                WHERE hospital = :hospital AND identifier = :identifier
                """)
            .param("remote", remote.remoteId())
            .param("version", remote.versionId().orElse(null))
            .param("hash", hash.orElse(null))
            .param("hospital", hospital)
            .param("identifier", identifier)
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
    return new Line(
        row.getString("identifier"),
        row.getString("resource_type"),
        row.getString("state").equals("unknown"),
        Optional.ofNullable(row.getString("remote_id")).map(id -> new Held(id, version)),
        Optional.ofNullable(row.getString("hash")),
        Optional.ofNullable(row.getString("sent_hash")),
        row.getTimestamp("as_of").toInstant());
  }
}
