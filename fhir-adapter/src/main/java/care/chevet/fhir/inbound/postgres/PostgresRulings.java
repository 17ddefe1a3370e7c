package care.chevet.fhir.inbound.postgres;

import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.inbound.Rulings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresRulings implements Rulings {

  private final JdbcClient jdbc;

  PostgresRulings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void rule(Ruling ruling, Instant at) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO match_ruling
                  (hospital, patient, resident, verdict, identity, ruled_by, ruled_at)
                VALUES (:hospital, :patient, :resident, :verdict, :identity, :by, :at)
                """)
            .param("hospital", ruling.patient().hospital())
            .param("patient", ruling.patient().patient())
            .param("resident", ruling.resident())
            .param("verdict", ruling.verdict().name().toLowerCase(Locale.ROOT))
            .param("identity", ruling.identity())
            .param("by", ruling.by())
            .param("at", Timestamp.from(at))
            .update();
  }

  @Override
  public List<Ruling> standing(HospitalPatient patient) {
    return jdbc.sql(
            """
            SELECT * FROM match_ruling
            WHERE hospital = :hospital AND patient = :patient AND undone_at IS NULL ORDER BY id
            """)
        .param("hospital", patient.hospital())
        .param("patient", patient.patient())
        .query((row, _) ->
            new Ruling(
                patient,
                row.getString("resident"),
                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getString("identity"),
                row.getString("ruled_by")))
        .list();
  }

  @Override
  public boolean undo(HospitalPatient patient, String by, Instant at) {
    return jdbc.sql(
                """
                UPDATE match_ruling SET undone_by = :by, undone_at = :at
                WHERE hospital = :hospital AND patient = :patient AND undone_at IS NULL
                """)
            .param("by", by)
            .param("at", Timestamp.from(at))
            .param("hospital", patient.hospital())
            .param("patient", patient.patient())
            .update()
        > 0;
  }
}
