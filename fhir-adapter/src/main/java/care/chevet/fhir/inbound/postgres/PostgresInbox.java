package care.chevet.fhir.inbound.postgres;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.inbound.Inbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresInbox implements Inbox {

  private static final String FOUND =
      """
      FROM import i
      WHERE i.hospital = :hospital AND i.resource_type = :type AND i.current AND NOT i.deleted
        AND (:id::text IS NULL OR i.source_id = :id)
        AND (:patient::text IS NULL OR i.patient = :patient)
        AND (:since::timestamptz IS NULL OR i.received_at >= :since)
        AND (:until::timestamptz IS NULL OR i.received_at < :until)
        AND (:value::text IS NULL OR EXISTS (
          SELECT FROM import_identifier t
          WHERE t.hospital = i.hospital AND t.resource_type = i.resource_type
            AND t.source_id = i.source_id AND t.value = :value
            AND (:system = '' OR t.system = :system)))
      """;

  private final JdbcClient jdbc;

  PostgresInbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long keepRaw(String hospital, byte[] body, Instant at) {
    return jdbc.sql(
            """
            INSERT INTO received (hospital, body, sha256, received_at)
            VALUES (:hospital, :body, :sha256, :at) RETURNING id
            """)
        .param("hospital", hospital)
        .param("body", body)
        .param("sha256", Sha256.hex(body))
        .param("at", Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  @Override
  public void lock(String hospital) {
    var _ =
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('inbox'), hashtext(:hospital))")
            .param("hospital", hospital)
            .query((_, _) -> true)
            .list();
  }

  @Override
  public void store(Stored stored, List<Token> identifiers, Set<String> references, long raw) {
    var key = stored.key();
    var _ =
        jdbc.sql(
                """
                UPDATE import SET current = false
                WHERE hospital = :hospital AND resource_type = :type AND source_id = :id AND current
                """)
            .param("hospital", key.hospital())
            .param("type", key.resourceType())
            .param("id", key.sourceId())
            .update();
    var _ =
        jdbc.sql(
                """
                INSERT INTO import (hospital, resource_type, source_id, version, patient, resource,
                  sha256, deleted, received, received_at)
                VALUES (:hospital, :type, :id, :version, :patient, :resource,
                  :sha256, :deleted, :raw, :at)
                """)
            .param("hospital", key.hospital())
            .param("type", key.resourceType())
            .param("id", key.sourceId())
            .param("version", stored.version())
            .param("patient", stored.patient().orElse(null))
            .param("resource", stored.resource())
            .param("sha256", stored.sha256())
            .param("deleted", stored.deleted())
            .param("raw", raw)
            .param("at", Timestamp.from(stored.receivedAt()))
            .update();
    identify(key, identifiers);
    refer(key, references);
  }

  private void refer(Key key, Set<String> references) {
    var _ =
        jdbc.sql(
                """
                DELETE FROM import_reference
                WHERE hospital = :hospital AND resource_type = :type AND source_id = :id
                """)
            .param("hospital", key.hospital())
            .param("type", key.resourceType())
            .param("id", key.sourceId())
            .update();
    if (references.isEmpty()) {
      return;
    }
    var _ =
        jdbc.sql(
                """
                INSERT INTO import_reference (hospital, resource_type, source_id, target)
                SELECT :hospital, :type, :id, target FROM unnest(:targets) AS target
                """)
            .param("hospital", key.hospital())
            .param("type", key.resourceType())
            .param("id", key.sourceId())
            .param("targets", references.toArray(String[]::new))
            .update();
  }

  private void identify(Key key, List<Token> identifiers) {
    var _ =
        jdbc.sql(
                """
                DELETE FROM import_identifier
                WHERE hospital = :hospital AND resource_type = :type AND source_id = :id
                """)
            .param("hospital", key.hospital())
            .param("type", key.resourceType())
            .param("id", key.sourceId())
            .update();
    for (var token : identifiers) {
      var _ =
          jdbc.sql(
                  """
                  INSERT INTO import_identifier (hospital, resource_type, source_id, system, value)
                  VALUES (:hospital, :type, :id, :system, :value) ON CONFLICT DO NOTHING
                  """)
              .param("hospital", key.hospital())
              .param("type", key.resourceType())
              .param("id", key.sourceId())
              .param("system", token.system())
              .param("value", token.value())
              .update();
    }
  }

  @Override
  public Optional<Stored> current(Key key) {
    return jdbc.sql(
            """
            SELECT * FROM import
            WHERE hospital = :hospital AND resource_type = :type AND source_id = :id AND current
            """)
        .param("hospital", key.hospital())
        .param("type", key.resourceType())
        .param("id", key.sourceId())
        .query((row, _) -> stored(row))
        .optional();
  }

  @Override
  public Optional<Stored> version(Key key, int version) {
    return jdbc.sql(
            """
            SELECT * FROM import
            WHERE hospital = :hospital AND resource_type = :type AND source_id = :id
              AND version = :version
            """)
        .param("hospital", key.hospital())
        .param("type", key.resourceType())
        .param("id", key.sourceId())
        .param("version", version)
        .query((row, _) -> stored(row))
        .optional();
  }

  @Override
  public Optional<Stored> sameContent(String hospital, String resourceType, String sha256) {
    return jdbc.sql(
            """
            SELECT * FROM import
            WHERE hospital = :hospital AND resource_type = :type AND sha256 = :sha256
              AND current AND NOT deleted
            ORDER BY received_at LIMIT 1
            """)
        .param("hospital", hospital)
        .param("type", resourceType)
        .param("sha256", sha256)
        .query((row, _) -> stored(row))
        .optional();
  }

  @Override
  public List<String> byIdentifier(
      String hospital, String resourceType, Optional<String> system, String value) {
    return jdbc.sql(
            """
            SELECT DISTINCT source_id FROM import_identifier
            WHERE hospital = :hospital AND resource_type = :type AND value = :value
              AND (:anySystem OR system = :system)
            """)
        .param("hospital", hospital)
        .param("type", resourceType)
        .param("value", value)
        .param("anySystem", system.isEmpty())
        .param("system", system.orElse(""))
        .query((row, _) -> row.getString("source_id"))
        .list();
  }

  @Override
  public List<Key> patientsBearing(Token token) {
    return jdbc.sql(
            """
            SELECT hospital, resource_type, source_id FROM import_identifier
            WHERE resource_type = 'Patient' AND system = :system AND value = :value
            """)
        .param("system", token.system())
        .param("value", token.value())
        .query(
            (row, _) -> new Key(row.getString("hospital"), "Patient", row.getString("source_id")))
        .list();
  }

  @Override
  public List<Stored> aboutPatient(String hospital, String patient) {
    return jdbc.sql(
            """
            SELECT * FROM import
            WHERE hospital = :hospital AND patient = :patient AND current AND NOT deleted
              AND resource_type <> 'Patient'
            ORDER BY resource_type, source_id
            """)
        .param("hospital", hospital)
        .param("patient", patient)
        .query((row, _) -> stored(row))
        .list();
  }

  @Override
  public void merge(String hospital, String from, String into) {
    var _ =
        jdbc.sql(
                """
                UPDATE import SET patient = :into
                WHERE hospital = :hospital AND patient = :from AND current
                  AND resource_type <> 'Patient'
                """)
            .param("hospital", hospital)
            .param("from", from)
            .param("into", into)
            .update();
  }

  @Override
  public int count(Search search) {
    return asked("SELECT count(*) " + FOUND, search).query(Integer.class).single();
  }

  @Override
  public List<Stored> page(Search search, Optional<Place> after, int skipped, int most) {
    return asked(
            "SELECT i.* "
                + FOUND
                + """
                  AND (:afterAt::timestamptz IS NULL OR (i.received_at, i.source_id) > (:afterAt, :afterId))
                ORDER BY i.received_at, i.source_id OFFSET :skipped LIMIT :most
                """,
            search)
        .param(
            "afterAt",
            after.map(Place::receivedAt).map(Timestamp::from).orElse(null),
            Types.TIMESTAMP)
        .param("afterId", after.map(Place::sourceId).orElse(null), Types.VARCHAR)
        .param("skipped", skipped)
        .param("most", most)
        .query((row, _) -> stored(row))
        .list();
  }

  @Override
  public List<Stored> standing(String hospital, Collection<String> places) {
    return jdbc.sql(
            """
            SELECT i.* FROM unnest(:places) AS place
            JOIN import i ON i.resource_type = split_part(place, '/', 1)
              AND i.source_id = split_part(place, '/', 2)
            WHERE i.hospital = :hospital AND i.current AND NOT i.deleted
            """)
        .param("hospital", hospital)
        .param("places", places.toArray(String[]::new))
        .query((row, _) -> stored(row))
        .list();
  }

  @Override
  public List<Stored> referringTo(
      String hospital, Collection<String> types, Collection<String> places, int most) {
    return jdbc.sql(
            """
            SELECT i.* FROM import i
            WHERE i.hospital = :hospital AND i.current AND NOT i.deleted
              AND (i.resource_type, i.source_id) IN (
                SELECT r.resource_type, r.source_id FROM import_reference r
                WHERE r.hospital = :hospital AND r.resource_type = ANY (:types)
                  AND r.target = ANY (:places))
            ORDER BY i.received_at, i.source_id LIMIT :most
            """)
        .param("hospital", hospital)
        .param("types", types.toArray(String[]::new))
        .param("places", places.toArray(String[]::new))
        .param("most", most)
        .query((row, _) -> stored(row))
        .list();
  }

  private JdbcClient.StatementSpec asked(String sql, Search search) {
    return jdbc.sql(sql)
        .param("hospital", search.hospital())
        .param("type", search.resourceType())
        .param("id", search.id().orElse(null), Types.VARCHAR)
        .param("patient", search.patient().orElse(null), Types.VARCHAR)
        .param("since", search.since().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
        .param("until", search.until().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
        .param("value", search.identifier().map(Token::value).orElse(null), Types.VARCHAR)
        .param("system", search.identifier().map(Token::system).orElse(""));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new Key(
            row.getString("hospital"), row.getString("resource_type"), row.getString("source_id")),
        row.getInt("version"),
        Optional.ofNullable(row.getString("patient")),
        row.getString("resource"),
        row.getString("sha256"),
        row.getBoolean("deleted"),
        row.getTimestamp("received_at").toInstant());
  }
}
