package care.chevet.fhir.facade.access.postgres;

import care.chevet.fhir.facade.access.Accesses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresAccesses implements Accesses {

  private static final String FOUND =
      """
      FROM facade_access a
      WHERE a.hospital = :hospital
        AND (:number::bigint IS NULL OR a.id = :number)
        AND (:entity::text IS NULL OR (a.resource_type = split_part(:entity, '/', 1)
          AND a.resource_id = split_part(:entity, '/', 2)))
        AND (:patient::text IS NULL OR a.patient = :patient)
        AND (:since::timestamptz IS NULL OR a.at >= :since)
        AND (:until::timestamptz IS NULL OR a.at < :until)
        AND a.status BETWEEN :least AND :most
      """;

  private final JdbcClient jdbc;

  PostgresAccesses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void note(List<Access> accesses) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO facade_access
                  (client, hospital, interaction, resource_type, resource_id, patient, query, status, at)
                SELECT * FROM unnest(:clients::text[], :hospitals::text[], :interactions::text[],
                  :types::text[], :ids::text[], :patients::text[], :queries::text[],
                  :statuses::integer[], :ats::timestamptz[])
                """)
            .param("clients", column(accesses, Access::client))
            .param("hospitals", column(accesses, access -> access.hospital().orElse(null)))
            .param("interactions", column(accesses, Access::interaction))
            .param("types", column(accesses, access -> access.resourceType().orElse(null)))
            .param("ids", column(accesses, access -> access.resourceId().orElse(null)))
            .param("patients", column(accesses, access -> access.patient().orElse(null)))
            .param("queries", column(accesses, access -> access.query().orElse(null)))
            .param("statuses", column(accesses, access -> String.valueOf(access.status())))
            .param("ats", column(accesses, access -> access.at().toString()))
            .update();
  }

  private static @Nullable String[] column(
      List<Access> accesses, Function<Access, @Nullable String> field) {
    return accesses.stream().map(field).toArray(String[]::new);
  }

  @Override
  public int count(Search search) {
    return asked("SELECT count(*) " + FOUND, search).query(Integer.class).single();
  }

  @Override
  public List<Noted> page(Search search, long after, int skipped, int most) {
    return asked(
            "SELECT a.* "
                + FOUND
                + " AND a.id > :after ORDER BY a.id OFFSET :skipped LIMIT :pageMost",
            search)
        .param("after", after)
        .param("skipped", skipped)
        .param("pageMost", most)
        .query((row, _) -> noted(row))
        .list();
  }

  private JdbcClient.StatementSpec asked(String sql, Search search) {
    return jdbc.sql(sql)
        .param("hospital", search.hospital())
        .param("number", search.number().orElse(null), Types.BIGINT)
        .param("entity", search.entity().orElse(null), Types.VARCHAR)
        .param("patient", search.patient().orElse(null), Types.VARCHAR)
        .param("since", search.since().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
        .param("until", search.until().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
        .param("least", search.least())
        .param("most", search.most());
  }

  private static Noted noted(ResultSet row) throws SQLException {
    return new Noted(
        row.getLong("id"),
        new Access(
            row.getString("client"),
            Optional.ofNullable(row.getString("hospital")),
            row.getString("interaction"),
            Optional.ofNullable(row.getString("resource_type")),
            Optional.ofNullable(row.getString("resource_id")),
            Optional.ofNullable(row.getString("patient")),
            Optional.ofNullable(row.getString("query")),
            row.getInt("status"),
            row.getTimestamp("at").toInstant()));
  }
}
