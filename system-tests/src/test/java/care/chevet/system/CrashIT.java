package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process dies in mid-call: the call does not notice, and nothing said or written is lost. */
@ExtendWith(WholeProduct.class)
class CrashIT {

  private final RunningChevet chevet;
  private final Browser browser;

  CrashIT(RunningChevet chevet, Browser browser) {
    this.chevet = chevet;
    this.browser = browser;
  }

  @ParameterizedTest
  @CsvSource({
    "signaling-server, marie-ange.payet, Solange Letchi",
    "consultation-service, yann.kerdoncuff, Inès Lavande",
    "fhir-adapter, marie-ange.payet, Émile Géranium",
    "postgresql, marie-ange.payet, Gaston Combava",
  })
  void mediaGoesOnAndTheFlowCompletes(String killed, String nurse, String resident) {
    Consultation consultation =
        new Consultation(
            new Participant(browser.window(834, 1112)), new Participant(browser.window(1440, 900)));
    consultation.nurse.signIn(chevet, nurse);
    consultation.physician.signIn(chevet, "helene.vasseur");
    String id = consultation.request(resident, "geriatrics", "Essoufflement depuis ce matin.");
    consultation.accept(id);
    consultation.meet();
    consultation.physician.fill("report-text", "Écrit avant la panne.");

    long formerPid = chevet.pid(killed);
    chevet.kill(killed);
    consultation.mediaGoesOn();
    chevet.awaitRestart(killed, formerPid);
    consultation.mediaGoesOn();

    consultation.physician.holds("report-text", "Écrit avant la panne.");
    consultation.reportAndSign("Écrit avant la panne, signé après.");
    String birthName = resident.substring(resident.indexOf(' ') + 1);
    Hospital hospital = new Hospital(chevet);
    assertThat(hospital.awaitReport(birthName).document().getType().getCodingFirstRep().getCode())
        .isEqualTo("85208-7");
    assertThat(hospital.documents(birthName)).as("delivered once").hasSize(1);
    assertThat(hospital.vitals(birthName)).as("each vital sign once").hasSize(4);
    assertThat(chevet.log("consultation-service"))
        .as("live pages end with the database, and are not cut")
        .doesNotContain("Error finishing response");
  }
}
