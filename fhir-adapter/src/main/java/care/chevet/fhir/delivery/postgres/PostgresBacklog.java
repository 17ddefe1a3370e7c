package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.delivery.Backlog;
import care.chevet.fhir.delivery.Delivery;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresBacklog implements Backlog {

  private final JdbcClient jdbc;

  PostgresBacklog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void enqueue(Order order) {
    PostgresLanes.make(jdbc, order.hospital(), order.subject());
    var _ =
        jdbc.sql(
                """
                INSERT INTO delivery
                  (hospital, subject, event_id, kind, consultation, report_version,
                   prescription_version, appointment, course, as_of, snapshot)
                VALUES (:hospital, :subject, :event, :kind, :consultation, :report,
                   :prescription, :appointment, :course, :asOf, :snapshot)
                ON CONFLICT (hospital, event_id) DO NOTHING
                """)
            .param("hospital", order.hospital())
            .param("subject", order.subject())
            .param("event", order.eventId())
            .param("kind", order.kind().code())
            .param("consultation", order.consultation())
            .param("report", order.told().reportVersion())
            .param("prescription", order.told().prescriptionVersion())
            .param("appointment", order.told().appointment().orElse(null))
            .param("course", order.told().course().orElse(null))
            .param("asOf", Timestamp.from(order.asOf()))
            .param("snapshot", order.snapshot())
            .update();
  }

  @Override
  public void enqueueAnew(String consultation, String eventId, Instant asOf) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO delivery
                  (hospital, subject, event_id, kind, consultation, report_version,
                   prescription_version, appointment, course, as_of, snapshot)
                SELECT DISTINCT ON (hospital) hospital, subject, :event, kind, consultation,
                  report_version, prescription_version, appointment, course,
                  greatest(as_of, cast(:asOf AS timestamptz)), snapshot
                FROM delivery
                WHERE consultation = :consultation
                  AND (report_version > 0 OR prescription_version > 0 OR course IS NOT NULL)
                ORDER BY hospital, id DESC
                ON CONFLICT (hospital, event_id) DO NOTHING
                """)
            .param("event", eventId)
            .param("asOf", Timestamp.from(asOf))
            .param("consultation", consultation)
            .update();
  }

  @Override
  public Told told(String hospital, String consultation) {
    return jdbc.sql(
            """
            SELECT coalesce(max(report_version), 0) AS report,
              coalesce(max(prescription_version), 0) AS prescription,
              (array_agg(appointment ORDER BY id DESC) FILTER (WHERE appointment IS NOT NULL))[1]
                AS appointment,
              (array_agg(course ORDER BY id DESC) FILTER (WHERE course IS NOT NULL))[1] AS course
            FROM delivery WHERE hospital = :hospital AND consultation = :consultation
            """)
        .param("hospital", hospital)
        .param("consultation", consultation)
        .query((row, _) ->
            new Told(
                row.getInt("report"),
                row.getInt("prescription"),
                Optional.ofNullable(row.getString("appointment")),
                Optional.ofNullable(row.getString("course"))))
        .single();
  }

  @Override
  public List<String> withEarlierPrescriptions(Delivery delivery, int prescriptionVersion) {
    return jdbc.sql(
            """
            SELECT DISTINCT ON (prescription_version) snapshot FROM delivery
            WHERE hospital = :hospital AND consultation = :consultation AND state = 'delivered'
              AND prescription_version > 0 AND prescription_version < :version
            ORDER BY prescription_version, id DESC
            """)
        .param("hospital", delivery.hospital())
        .param("consultation", delivery.consultation())
        .param("version", prescriptionVersion)
        .query((row, _) -> row.getString("snapshot"))
        .list();
  }

  @Override
  public Optional<Delivery> lastOf(OptionalLong delivery) {
    return delivery.isEmpty()
        ? Optional.empty()
        : jdbc.sql("SELECT * FROM delivery WHERE id = :id")
            .param("id", delivery.getAsLong())
            .query((row, _) -> PostgresLanes.delivery(row))
            .optional();
  }

  @Override
  public void requeue(long delivery) {
    var _ =
        jdbc.sql(
                """
                UPDATE delivery SET state = 'queued', attempts = 0, finished_at = NULL,
                  retry_since = now(), next_attempt_at = now()
                WHERE id = :id AND state <> 'queued'
                """)
            .param("id", delivery)
            .update();
  }

  @Override
  public void requeueAll(String hospital, String subject) {
    var _ =
        jdbc.sql(
                """
                UPDATE delivery SET state = 'queued', attempts = 0, finished_at = NULL,
                  retry_since = now(), next_attempt_at = now()
                WHERE hospital = :hospital AND subject = :subject AND state = 'delivered'
                  AND id IN (SELECT delivery FROM ledger WHERE hospital = :hospital)
                """)
            .param("hospital", hospital)
            .param("subject", subject)
            .update();
  }

  @Override
  public void hasten(String hospital) {
    var _ =
        jdbc.sql(
                """
                UPDATE delivery SET next_attempt_at = now()
                WHERE hospital = :hospital AND state = 'queued' AND next_attempt_at > now()
                """)
            .param("hospital", hospital)
            .update();
  }
}
