package care.chevet.fhir.inbound.postgres;

import care.chevet.fhir.inbound.Inbox;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresInbox implements Inbox {

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
        .param("sha256", sha256(body))
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
  public void store(Stored stored, List<Token> identifiers, long raw) {
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
  public List<Stored> allOfType(String hospital, String resourceType, int most) {
    return jdbc.sql(
            """
            SELECT * FROM import
            WHERE hospital = :hospital AND resource_type = :type AND current AND NOT deleted
            ORDER BY received_at DESC, source_id LIMIT :most
            """)
        .param("hospital", hospital)
        .param("type", resourceType)
        .param("most", most)
        .query((row, _) -> stored(row))
        .list();
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

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
