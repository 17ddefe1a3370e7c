package care.chevet.fhir.facade.provenance.postgres;

import care.chevet.fhir.facade.provenance.Origins;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresOrigins implements Origins {

  private static final String FOUND =
      """
      FROM provenance p
      WHERE p.hospital = :hospital
        AND (:number::bigint IS NULL OR p.number = :number)
        AND (:imported::boolean IS NULL OR p.import = :imported)
        AND (:target::text IS NULL OR (p.resource_type = split_part(:target, '/', 1)
          AND p.place = split_part(:target, '/', 2)))
        AND (:version::text IS NULL OR p.version = :version)
        AND (:since::timestamptz IS NULL OR p.at >= :since)
        AND (:until::timestamptz IS NULL OR p.at < :until)
      """;

  private final JdbcClient jdbc;

  PostgresOrigins(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int count(Search search) {
    return asked("SELECT count(*) " + FOUND, search).query(Integer.class).single();
  }

  @Override
  public List<Origin> page(Search search, Optional<Place> after, int skipped, int most) {
    return asked(
            "SELECT p.* "
                + FOUND
                + """
                  AND (:afterAt::timestamptz IS NULL OR (p.at, p.import, p.number)
                    > (:afterAt, :afterImported, :afterNumber))
                ORDER BY p.at, p.import, p.number OFFSET :skipped LIMIT :most
                """,
            search)
        .param("afterAt", after.map(Place::at).map(Timestamp::from).orElse(null), Types.TIMESTAMP)
        .param("afterImported", after.map(Place::imported).orElse(null), Types.BOOLEAN)
        .param("afterNumber", after.map(Place::number).orElse(null), Types.BIGINT)
        .param("skipped", skipped)
        .param("most", most)
        .query((row, _) -> origin(row))
        .list();
  }

  private JdbcClient.StatementSpec asked(String sql, Search search) {
    return jdbc.sql(sql)
        .param("hospital", search.hospital())
        .param("number", search.id().map(Id::number).orElse(null), Types.BIGINT)
        .param("imported", search.id().map(Id::imported).orElse(null), Types.BOOLEAN)
        .param("target", search.target().orElse(null), Types.VARCHAR)
        .param("version", search.version().orElse(null), Types.VARCHAR)
        .param("since", search.since().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
        .param("until", search.until().map(Timestamp::from).orElse(null), Types.TIMESTAMP);
  }

  private static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        new Id(row.getBoolean("import"), row.getLong("number")),
        row.getString("resource_type") + "/" + row.getString("place"),
        Optional.ofNullable(row.getString("version")),
        Optional.ofNullable(row.getString("identifier")),
        row.getTimestamp("at").toInstant(),
        row.getString("sha256"),
        row.getString("activity"),
        Optional.ofNullable(row.getString("source")));
  }
}
