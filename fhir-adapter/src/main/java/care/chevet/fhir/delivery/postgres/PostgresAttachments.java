package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.delivery.Attachments;
import care.chevet.fhir.feed.Snapshots;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresAttachments implements Attachments {

  private final JdbcClient jdbc;

  PostgresAttachments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Attachment attachment, String snapshot) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO attachment (id, consultation, snapshot)
                VALUES (:id, :consultation, :snapshot) ON CONFLICT DO NOTHING
                """)
            .param("id", attachment.id())
            .param("consultation", attachment.consultation())
            .param("snapshot", snapshot)
            .update();
  }

  @Override
  public List<Attachment> of(String consultation) {
    return jdbc.sql(
            "SELECT snapshot FROM attachment WHERE consultation = :consultation ORDER BY id")
        .param("consultation", consultation)
        .query((row, _) -> Snapshots.attachment(row.getString("snapshot")))
        .list();
  }
}
