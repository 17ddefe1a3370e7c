package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.delivery.Findings;
import care.chevet.fhir.hospital.Answer.Held;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresFindings implements Findings {

  private final JdbcClient jdbc;

  PostgresFindings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void note(Found found) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO finding (hospital, kind, resource_type, identifier, remote_id,
                  remote_version, detail)
                VALUES (:hospital, :kind, :type, :identifier, :remote, :version, :detail)
                ON CONFLICT (hospital, kind, identifier) WHERE closed_at IS NULL DO UPDATE
                SET remote_id = excluded.remote_id, remote_version = excluded.remote_version,
                  detail = excluded.detail
                """)
            .param("hospital", found.hospital())
            .param("kind", found.kind().wire())
            .param("type", found.resourceType())
            .param("identifier", found.identifier())
            .param("remote", found.remote().map(Held::remoteId).orElse(null))
            .param("version", found.remote().flatMap(Held::versionId).orElse(null))
            .param("detail", found.detail())
            .update();
  }

  @Override
  public void gone(String hospital, Collection<String> identifiers) {
    var _ =
        jdbc.sql(
                """
                UPDATE finding SET closed_at = now(), outcome = 'gone'
                WHERE hospital = :hospital AND identifier = ANY (:identifiers)
                  AND closed_at IS NULL AND kind <> 'conflict'
                """)
            .param("hospital", hospital)
            .param("identifiers", identifiers.toArray(String[]::new))
            .update();
  }

  @Override
  public List<Finding> open(String hospital, int most) {
    return jdbc.sql(
            """
            SELECT * FROM finding WHERE hospital = :hospital AND closed_at IS NULL
            ORDER BY found_at, id LIMIT :most
            """)
        .param("hospital", hospital)
        .param("most", most)
        .query((row, _) -> finding(row))
        .list();
  }

  @Override
  public Optional<Finding> open(long id) {
    return jdbc.sql("SELECT * FROM finding WHERE id = :id AND closed_at IS NULL")
        .param("id", id)
        .query((row, _) -> finding(row))
        .optional();
  }

  @Override
  public void close(long id, Outcome outcome) {
    var _ =
        jdbc.sql(
                """
                UPDATE finding SET closed_at = now(), outcome = :outcome
                WHERE id = :id AND closed_at IS NULL
                """)
            .param("outcome", outcome.name().toLowerCase(Locale.ROOT))
            .param("id", id)
            .update();
  }

  private static Finding finding(ResultSet row) throws SQLException {
    var version = Optional.ofNullable(row.getString("remote_version"));
    return new Finding(
        row.getLong("id"),
        new Found(
            row.getString("hospital"),
            Finding.kind(row.getString("kind")),
            row.getString("resource_type"),
            row.getString("identifier"),
            Optional.ofNullable(row.getString("remote_id")).map(id -> new Held(id, version)),
            row.getString("detail")),
        row.getTimestamp("found_at").toInstant());
  }
}
