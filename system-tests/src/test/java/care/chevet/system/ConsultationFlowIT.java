package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The day the product exists for, in two real browsers. */
@ExtendWith(WholeProduct.class)
class ConsultationFlowIT {

  private final RunningChevet chevet;
  private final Browser browser;

  ConsultationFlowIT(RunningChevet chevet, Browser browser) {
    this.chevet = chevet;
    this.browser = browser;
  }

  @Test
  void aNurseAsksADoctorAnswersAndTheSignedReportReachesTheHospital() throws Exception {
    Hospital hospital = new Hospital(chevet);
    hospital.push("hospital-brenne", HospitalBundles.marguerite());

    Participant nurse = new Participant(browser.window(834, 1112));
    Participant physician = new Participant(browser.window(1440, 900));
    nurse.signIn(chevet, "claire.dubourg");
    physician.signIn(chevet, "helene.vasseur");
    Consultation consultation = new Consultation(nurse, physician);

    String id =
        consultation.request(
            "Marguerite Tournesol",
            "geriatrics",
            "Chutes répétées depuis trois jours, plus confuse le soir.");
    physician.see("accept-" + id);
    nurse.screenshot("nurse-waiting");
    physician.screenshot("physician-queue");
    consultation.accept(id);
    consultation.meet();
    physician.seeText("allergies", "amoxicilline");
    physician.seeText("medicines", "Paracétamol");
    nurse.screenshot("call-nurse");
    physician.screenshot("call-physician");

    mutingAndStoppingTheCameraReachTheOtherSide(consultation);
    aReloadedPageRejoins(consultation);

    consultation.reportAndSign("Suspicion d'infection urinaire ; ECBU ce jour, hydratation.");
    nurse.screenshot("nurse-report");
    physician.screenshot("physician-report");
    String signed = pdf(nurse);
    assertThat(signed).startsWith("%PDF-");
    assertThat(pdf(physician)).isEqualTo(signed);

    theHospitalHoldsTheWholeConsultation(hospital, signed);
    nurse.seeText("delivery", "Centre hospitalier de la Brenne");
  }

  private static void mutingAndStoppingTheCameraReachTheOtherSide(Consultation consultation) {
    consultation.nurse.click("mute");
    consultation.nurse.click("camera");
    com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(
            consultation.nurse.at("mute"))
        .hasAttribute("aria-pressed", "true");
    consultation.physician.read("Claire Dubourg a coupé son micro");
    consultation.physician.read("Claire Dubourg a coupé sa caméra");
    consultation.nurse.click("camera");
    consultation.nurse.click("mute");
    consultation.mediaGoesOn();
  }

  private static void aReloadedPageRejoins(Consultation consultation) {
    consultation.nurse.page().reload();
    consultation.nurse.awaitMediaBeyond(Participant.Received.NOTHING);
    consultation.mediaGoesOn();
  }

  private static String pdf(Participant participant) throws Exception {
    Download download = participant.page().waitForDownload(() -> participant.click("pdf"));
    return Files.readString(download.path(), StandardCharsets.ISO_8859_1);
  }

  private static void theHospitalHoldsTheWholeConsultation(Hospital hospital, String signed) {
    Hospital.Received received = hospital.awaitReport("TOURNESOL");

    Encounter encounter = received.encounter();
    assertThat(encounter.getClass_())
        .extracting(Coding::getSystem, Coding::getCode)
        .containsExactly("http://terminology.hl7.org/CodeSystem/v3-ActCode", "VR");
    assertThat(encounter.getStatus()).isEqualTo(Encounter.EncounterStatus.FINISHED);

    Patient patient = hospital.read(Patient.class, encounter.getSubject().getReference());
    assertThat(patient.getIdentifier())
        .anySatisfy(identifier -> {
          assertThat(identifier.getSystem()).isEqualTo("urn:oid:1.2.250.1.213.1.4.11");
          assertThat(identifier.getValue()).isEqualTo("234059999900108");
        });
    assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1934-05-12");

    String patientId = patient.getIdElement().getIdPart();
    assertThat(hospital.search(Encounter.class, "patient=" + patientId)).hasSize(1);
    assertThat(vitals(hospital.search(Observation.class, "patient=" + patientId)))
        .containsExactlyInAnyOrder(
            "85354-9 8480-6 142 mm[Hg]",
            "85354-9 8462-4 78 mm[Hg]",
            "8867-4 88 /min",
            "8310-5 37.4 Cel",
            "2708-6 95 %");

    DocumentReference document = received.document();
    assertThat(document.getType().getCodingFirstRep().getCode()).isEqualTo("85208-7");
    Attachment attachment = document.getContentFirstRep().getAttachment();
    assertThat(new String(attachment.getData(), StandardCharsets.ISO_8859_1)).isEqualTo(signed);
    assertThat(attachment.getSize()).isEqualTo(attachment.getData().length);

    Practitioner author =
        hospital.read(Practitioner.class, document.getAuthorFirstRep().getReference());
    assertThat(author.getNameFirstRep().getFamily()).isEqualToIgnoringCase("Vasseur");
    assertThat(author.getIdentifier())
        .anyMatch(identifier -> identifier.getValue().endsWith("99900000201"));
    Organization custodian =
        hospital.read(Organization.class, document.getCustodian().getReference());
    assertThat(custodian.getIdentifier())
        .anyMatch(identifier -> identifier.getValue().equals("990000011"));
  }

  /** Each figure as one line: what was measured, the part of it if it has parts, value, unit. */
  private static List<String> vitals(List<Observation> observations) {
    return observations.stream()
        .flatMap(vital -> {
          String code = vital.getCode().getCodingFirstRep().getCode();
          return vital.hasValueQuantity()
              ? Stream.of(code + " " + figure(vital.getValueQuantity()))
              : vital.getComponent().stream()
                  .map(part ->
                      code
                          + " "
                          + part.getCode().getCodingFirstRep().getCode()
                          + " "
                          + figure(part.getValueQuantity()));
        })
        .toList();
  }

  private static String figure(Quantity quantity) {
    return quantity.getValue().stripTrailingZeros().toPlainString() + " " + quantity.getCode();
  }
}
