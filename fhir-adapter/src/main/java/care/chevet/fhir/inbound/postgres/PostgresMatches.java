package care.chevet.fhir.inbound.postgres;

import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.matching.MatchDecision;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresMatches implements Matches {

  private final JdbcClient jdbc;

  PostgresMatches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row's worth of a decision. */
  private record Columns(
      String outcome, @Nullable String resident, List<String> candidates, @Nullable String basis) {

    static Columns of(MatchDecision decision) {
      return switch (decision) {
        case MatchDecision.Linked(var resident, var basis, _) ->
            new Columns("linked", resident, List.of(resident), basis.wire());
        case MatchDecision.Quarantined(var residents, _) ->
            new Columns("quarantined", null, residents, null);
        case MatchDecision.ForReview(var residents, _) ->
            new Columns("review", null, residents, null);
        case MatchDecision.Unmatched _ -> new Columns("unmatched", null, List.of(), null);
      };
    }
  }

  @Override
  public void decided(
      HospitalPatient patient, MatchDecision decision, Optional<LocalDate> birthDate, Instant at) {
    var columns = Columns.of(decision);
    var _ =
        jdbc.sql(
                """
                INSERT INTO patient_match (hospital, patient, outcome, resident, candidates, basis,
                  reason, birth_date, decided_at)
                VALUES (:hospital, :patient, :outcome, :resident, :candidates, :basis,
                  :reason, :birthDate, :at)
                ON CONFLICT (hospital, patient) DO UPDATE SET
                  outcome = excluded.outcome, resident = excluded.resident,
                  candidates = excluded.candidates, basis = excluded.basis,
                  reason = excluded.reason, birth_date = excluded.birth_date,
                  decided_at = excluded.decided_at
                """)
            .param("hospital", patient.hospital())
            .param("patient", patient.patient())
            .param("outcome", columns.outcome())
            .param("resident", columns.resident())
            .param("candidates", columns.candidates().toArray(String[]::new))
            .param("basis", columns.basis())
            .param("reason", decision.reason())
            .param("birthDate", birthDate.orElse(null))
            .param("at", Timestamp.from(at))
            .update();
  }

  @Override
  public Optional<Link> link(HospitalPatient patient) {
    return jdbc.sql(
            """
            SELECT resident, basis FROM patient_match
            WHERE hospital = :hospital AND patient = :patient AND outcome = 'linked'
            """)
        .param("hospital", patient.hospital())
        .param("patient", patient.patient())
        .query(Link.class)
        .optional();
  }

  @Override
  public List<HospitalPatient> linkedTo(String resident) {
    return jdbc.sql(
            """
            SELECT hospital, patient FROM patient_match
            WHERE resident = :resident AND outcome = 'linked' ORDER BY decided_at, patient
            """)
        .param("resident", resident)
        .query((row, _) -> new HospitalPatient(row.getString("hospital"), row.getString("patient")))
        .list();
  }

  @Override
  public List<HospitalPatient> openBornOn(LocalDate birthDate) {
    return jdbc.sql(
            """
            SELECT hospital, patient FROM patient_match
            WHERE birth_date = :date AND outcome <> 'linked'
            """)
        .param("date", birthDate)
        .query((row, _) -> new HospitalPatient(row.getString("hospital"), row.getString("patient")))
        .list();
  }

  @Override
  public List<HospitalPatient> bornOn(String hospital, LocalDate birthDate) {
    return jdbc.sql(
            """
            SELECT patient FROM patient_match
            WHERE hospital = :hospital AND birth_date = :date ORDER BY patient
            """)
        .param("hospital", hospital)
        .param("date", birthDate)
        .query((row, _) -> new HospitalPatient(hospital, row.getString("patient")))
        .list();
  }

  @Override
  public void forget(HospitalPatient patient) {
    var _ =
        jdbc.sql("DELETE FROM patient_match WHERE hospital = :hospital AND patient = :patient")
            .param("hospital", patient.hospital())
            .param("patient", patient.patient())
            .update();
  }

  @Override
  public boolean tellAnew(String hospital, String resident, String sha256) {
    return jdbc.sql(
                """
                INSERT INTO told_record (hospital, resident, sha256)
                VALUES (:hospital, :resident, :sha256)
                ON CONFLICT (hospital, resident) DO UPDATE SET sha256 = excluded.sha256
                WHERE told_record.sha256 <> excluded.sha256
                """)
            .param("hospital", hospital)
            .param("resident", resident)
            .param("sha256", sha256)
            .update()
        == 1;
  }

  @Override
  public boolean tellAppointmentsAnew(
      String hospital, String resident, boolean some, String sha256) {
    return jdbc.sql(
                """
                INSERT INTO told_appointments (hospital, resident, sha256)
                SELECT :hospital, :resident, :sha256
                WHERE :some OR EXISTS (
                  SELECT FROM told_appointments WHERE hospital = :hospital AND resident = :resident)
                ON CONFLICT (hospital, resident) DO UPDATE SET sha256 = excluded.sha256
                WHERE told_appointments.sha256 <> excluded.sha256
                """)
            .param("hospital", hospital)
            .param("resident", resident)
            .param("sha256", sha256)
            .param("some", some)
            .update()
        == 1;
  }
}
