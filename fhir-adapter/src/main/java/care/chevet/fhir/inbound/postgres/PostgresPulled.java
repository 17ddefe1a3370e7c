package care.chevet.fhir.inbound.postgres;

import care.chevet.fhir.inbound.Pulled;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresPulled implements Pulled {

  private final JdbcClient jdbc;

  PostgresPulled(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean firstSeen(Version version) {
    return jdbc.sql(
                """
                INSERT INTO seen_version (hospital, resource_type, source_id, version_id)
                VALUES (:hospital, :type, :id, :version) ON CONFLICT DO NOTHING
                """)
            .param("hospital", version.hospital())
            .param("type", version.resourceType())
            .param("id", version.sourceId())
            .param("version", version.versionId())
            .update()
        == 1;
  }

  @Override
  public void setAside(Incident incident, byte[] body) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO import_incident (hospital, source, what, code, words, body)
                VALUES (:hospital, :source, :what, :code, :words, :body)
                """)
            .param("hospital", incident.hospital())
            .param("source", incident.source())
            .param("what", incident.what())
            .param("code", incident.code())
            .param("words", incident.words())
            .param("body", body)
            .update();
  }

  @Override
  public Optional<Instant> watermark(String hospital, String resourceType) {
    return jdbc.sql(
            """
            SELECT watermark FROM poll_watermark
            WHERE hospital = :hospital AND resource_type = :type
            """)
        .param("hospital", hospital)
        .param("type", resourceType)
        .query((row, _) -> row.getTimestamp("watermark").toInstant())
        .optional();
  }

  @Override
  public void reached(String hospital, String resourceType, Instant watermark) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO poll_watermark (hospital, resource_type, watermark)
                VALUES (:hospital, :type, :watermark)
                ON CONFLICT (hospital, resource_type) DO UPDATE
                SET watermark = greatest(poll_watermark.watermark, excluded.watermark),
                  polled_at = now()
                """)
            .param("hospital", hospital)
            .param("type", resourceType)
            .param("watermark", Timestamp.from(watermark))
            .update();
  }
}
