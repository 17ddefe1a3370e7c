package care.chevet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.testbed.Database;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Reports that were signed before there were amendments keep their worth. */
final class EarlierDocumentsIT {
  private static final String BEFORE_DOCUMENTS = "20";

  private final Database database = Database.fresh();

  @Test
  void aReportSignedEarlierHasItsSignerAndACodeAndStaysAsItIs() {
    migrate(BEFORE_DOCUMENTS);
    signedReport();
    migrate("latest");

    var content = Sha256.of(new byte[] {1});
    var lookup = VerificationCode.of(content).lookup();
    assertThat(
            database.rows(
                "select person.subject, encode(verification, 'hex') from report"
                    + " join person on person.id = report.signed_by"))
        .containsExactly("helene|" + lookup.hex());
    assertThatThrownBy(() -> database.execute("update report set text = 'autre'"))
        .hasStackTraceContaining("a signed report is never changed");
  }

  private void migrate(String target) {
    var settings = database.settings();
    Flyway.configure()
        .dataSource(
            settings.get("spring.flyway.url"),
            settings.get("spring.flyway.user"),
            settings.get("spring.flyway.password"))
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private void signedReport() {
    database.execute(
        "insert into territory values ('00000000-0000-0000-0000-000000000001', 'T', 'Europe/Paris')",
        "insert into care_home values ('00000000-0000-0000-0000-000000000002', 'H', '990000011', 'Europe/Paris', '00000000-0000-0000-0000-000000000001')",
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone)
        values ('00000000-0000-0000-0000-000000000003', 'claire', 'nurse', 'C', 'C', 'C', 'Europe/Paris'),
          ('00000000-0000-0000-0000-000000000004', 'helene', 'physician', 'H', 'H', 'H', 'Europe/Paris')
        """,
        """
        insert into resident (id, care_home, birth_name, birth_given_names, used_name,
          used_given_name, sex, birth_date, identity_status)
        values ('00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-000000000002', 'T', '{M}', 'T', 'M', 'female', '1934-05-12', 'provisional')
        """,
        """
        insert into consultation (id, state, resident, care_home, nurse, specialty, urgency,
          question, place_type, consent_given_by, consent_gp_agreement, consent_recorded_at,
          requested_at, physician, accepted_at, bedside_nurse, confirmed_traits, bedside_at,
          session_started_at, concluded_at, reported_at)
        values ('00000000-0000-0000-0000-000000000006', 'reported', '00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003', 'geriatrics', 'today', 'Q',
          'care-home', 'resident', false, now(), now(), '00000000-0000-0000-0000-000000000004', now(), '00000000-0000-0000-0000-000000000003',
          '{birth-name,sex}', now(), now(), now(), now())
        """,
        """
        insert into report (id, consultation, version, text, written_by, written_at, signed_at,
          content_sha256, pdf, pdf_sha256)
        values ('00000000-0000-0000-0000-000000000007', '00000000-0000-0000-0000-000000000006', 1, 'T', '00000000-0000-0000-0000-000000000004', now(), now(), sha256('\\x01'), '\\x25',
          sha256('\\x25'))
        """);
  }
}
