package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.delivery.HospitalContacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresHospitalContacts implements HospitalContacts {

  private final JdbcClient jdbc;

  PostgresHospitalContacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** To the second: workers would else queue for the one row that all of them write. */
  @Override
  public void succeeded(String hospital) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO hospital_contact (hospital, last_success) VALUES (:hospital, now())
                ON CONFLICT (hospital) DO UPDATE SET last_success = now()
                WHERE hospital_contact.last_success IS NULL
                   OR hospital_contact.last_success < now() - interval '1 second'
                """)
            .param("hospital", hospital)
            .update();
  }

  @Override
  public void failed(String hospital, String words) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO hospital_contact (hospital, last_failure, failure)
                VALUES (:hospital, now(), :words)
                ON CONFLICT (hospital) DO UPDATE
                SET last_failure = now(), failure = excluded.failure
                """)
            .param("hospital", hospital)
            .param("words", words)
            .update();
  }
}
