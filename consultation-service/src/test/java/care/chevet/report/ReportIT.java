package care.chevet.report;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A signed report, fetched and tampered with. */
final class ReportIT {

  @Test
  void bothSidesAndTheAdapterFetchTheSameBytes() throws Exception {
    var id = Stage.reported();
    var forNurse = bytes(Stage.nurse(), id);
    assertThat(forNurse.statusCode()).isEqualTo(200);
    assertThat(forNurse.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(forNurse.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"compte-rendu-v1.pdf\"");
    assertThat(forNurse.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(forNurse.body()).startsWith('%', 'P', 'D', 'F');
    assertThat(bytes(Stage.geriatrician(), id).body()).isEqualTo(forNurse.body());
    assertThat(Stage.machineGet("feed.read", path(id, "/reports/1/pdf")).status()).isEqualTo(200);
    assertThat(Stage.machineGet("rooms.write", path(id, "/reports/1/pdf")).status()).isEqualTo(403);
    assertThat(
            Stage.DATABASE.rows(
                "select encode(pdf_sha256, 'hex') from report where consultation = '%s'"
                    .formatted(id)))
        .containsExactly(Sha256.of(forNurse.body()).hex());
  }

  private static HttpResponse<byte[]> bytes(Browser person, String id)
      throws IOException, InterruptedException {
    var request =
        person.request(path(id, "/reports/1/pdf")).setHeader("Accept", "application/pdf").build();
    return person.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void everyFetchIsInTheAuditTrail() throws Exception {
    var id = Stage.reported();
    bytes(Stage.nurse(), id);
    assertThat(
            Stage.DATABASE.rows(
                "select role from audit_entry where subject = '%s' and what = 'report.read'"
                    .formatted(id)))
        .containsExactly("nurse");
  }

  @Test
  void theDatabaseRefusesToChangeASignedReport() {
    var id = Stage.reported();
    for (var tampering :
        new String[] {
          "update report set text = 'autre' where consultation = '%s'",
          "update report set signed_at = null, pdf = null, content_sha256 = null, pdf_sha256 = null"
              + " where consultation = '%s'",
          "delete from report where consultation = '%s'"
        }) {
      assertThatThrownBy(() -> Stage.DATABASE.execute(tampering.formatted(id)))
          .hasStackTraceContaining("a signed report is never changed");
    }
  }

  @Test
  void aDraftIsWrittenOverUntilItIsSigned() {
    var id = Stage.concluded();
    Stage.ok(Stage.draft(id, "Premier jet."));
    var second = Stage.ok(Stage.draft(id, "Second jet.")).json().path("report");
    assertThat(second.path("text").asString()).isEqualTo("Second jet.");
    assertThat(second.path("version").asInt()).isOne();
  }
}
