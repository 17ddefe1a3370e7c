package care.chevet.fhir.facade.told.postgres;

import care.chevet.fhir.delivery.FileKind;
import care.chevet.fhir.facade.told.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresTold implements Told {

  private static final String LANE = "patient:";

  private final JdbcClient jdbc;

  PostgresTold(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Account> latest(String hospital, String resident, int most) {
    return jdbc.sql(
            """
            SELECT * FROM (
              SELECT DISTINCT ON (consultation) * FROM delivery
              WHERE hospital = :hospital AND subject = :subject AND kind = 'consultation'
                AND state <> 'not-taken'
              ORDER BY consultation, id DESC) latest
            ORDER BY as_of DESC, id DESC LIMIT :most
            """)
        .param("hospital", hospital)
        .param("subject", LANE + resident)
        .param("most", most)
        .query((row, _) -> account(row))
        .list();
  }

  @Override
  public List<Account> signed(String hospital, String resident, int most) {
    return jdbc.sql(
            """
            SELECT * FROM (
              SELECT DISTINCT ON (consultation, report_version) * FROM delivery
              WHERE hospital = :hospital AND subject = :subject
                AND (report_version > 0
                  OR kind = 'expertise' AND snapshot::jsonb #> '{opinion,pdf}' IS NOT NULL)
              ORDER BY consultation, report_version, id) first
            ORDER BY as_of DESC, id DESC LIMIT :most
            """)
        .param("hospital", hospital)
        .param("subject", LANE + resident)
        .param("most", most)
        .query((row, _) -> account(row))
        .list();
  }

  @Override
  public Optional<Account> signedVersion(String hospital, String file, int version) {
    return jdbc.sql(
            """
            SELECT * FROM delivery
            WHERE hospital = :hospital AND consultation = :file
              AND CASE kind
                WHEN 'expertise' THEN :version = :opinion
                  AND snapshot::jsonb #> '{opinion,pdf}' IS NOT NULL
                ELSE report_version = :version END
            ORDER BY id LIMIT 1
            """)
        .param("hospital", hospital)
        .param("file", file)
        .param("version", version)
        .param("opinion", OPINION_VERSION)
        .query((row, _) -> account(row))
        .optional();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        FileKind.of(row.getString("kind")),
        row.getString("consultation"),
        row.getString("subject").substring(LANE.length()),
        row.getString("snapshot"),
        row.getTimestamp("as_of").toInstant());
  }
}
