package care.chevet.fhir.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which facts a reader is shown, and which would mislead. */
final class HospitalRecordTest {

  private static final String CLINICAL =
      "http://terminology.hl7.org/CodeSystem/allergyintolerance-";

  @Test
  void aStandingAllergyIsShown() {
    assertThat(record(allergy("clinical", "active")).path("allergies")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "verification, entered-in-error",
    "verification, refuted",
    "clinical, inactive",
    "clinical, resolved"
  })
  void aWithdrawnAllergyIsNotShown(String status, String code) {
    assertThat(record(allergy(status, code)).path("allergies")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopped", "completed", "entered-in-error", "not-taken"})
  void aMedicineNoLongerTakenIsNotShown(String status) {
    assertThat(record(statement(status)).path("medicines")).isEmpty();
    assertThat(record(statement("active")).path("medicines")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopped", "cancelled", "draft", "completed"})
  void aPrescriptionThatEndedIsNotShown(String status) {
    assertThat(record(request(status, "order", "")).path("medicines")).isEmpty();
  }

  @Test
  void aPrescriptionNotToGiveAMedicineIsNoMedicine() {
    assertThat(record(request("active", "order", "\"doNotPerform\":true,")).path("medicines"))
        .isEmpty();
    assertThat(record(request("active", "proposal", "")).path("medicines")).isEmpty();
    assertThat(record(request("active", "order", "")).path("medicines")).hasSize(1);
  }

  private static String allergy(String status, String code) {
    return """
    {"resourceType":"AllergyIntolerance","%sStatus":{"coding":[{"system":"%s%s","code":"%s"}]},
     "code":{"text":"Latex"},"patient":{"reference":"Patient/1"}}
    """
        .formatted(status, CLINICAL, status, code);
  }

  private static String statement(String status) {
    return """
    {"resourceType":"MedicationStatement","status":"%s",
     "medicationCodeableConcept":{"text":"Paracétamol"},"subject":{"reference":"Patient/1"}}
    """
        .formatted(status);
  }

  private static String request(String status, String intent, String more) {
    return """
    {"resourceType":"MedicationRequest","status":"%s","intent":"%s",%s
     "medicationCodeableConcept":{"text":"Paracétamol"},"subject":{"reference":"Patient/1"}}
    """
        .formatted(status, intent, more);
  }

  private static JsonNode record(String resource) {
    var type = JsonMapper.shared().readTree(resource).path("resourceType").asString();
    var record = new HospitalRecord("990000101", "CH", "1", "ins", Instant.EPOCH);
    record.add(
        new Inbox.Stored(
            new Inbox.Key("990000101", type, "1"),
            1,
            Optional.of("1"),
            resource,
            "",
            false,
            Instant.EPOCH));
    return JsonMapper.shared().readTree(record.json());
  }
}
