package care.chevet.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.fhir.consultation.AppointmentState;
import care.chevet.fhir.consultation.VitalSign;
import care.chevet.fhir.support.Goldens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The golden events, as the consultation service writes them. */
final class FeedContractTest {

  @Test
  void theGoldenConsultationIsRead() {
    var event = FeedPage.event(golden("consultation-event.json"));

    assertThat(event).isInstanceOf(FeedEvent.ConsultationChanged.class);
    var changed = (FeedEvent.ConsultationChanged) event;
    var consultation = changed.consultation();
    assertThat(changed.header().type()).isEqualTo("consultation.reported");
    assertThat(consultation.resident().qualified()).isTrue();
    assertThat(consultation.vitals()).hasSize(4);
    assertThat(consultation.vitals().getFirst()).isInstanceOf(VitalSign.BloodPressure.class);
    assertThat(consultation.hospitals().getFirst().finess()).isEqualTo("990000101");
    assertThat(consultation.physician()).isNotNull();
    assertThat(consultation.report()).isNotNull();
    assertThat(Snapshots.consultation(changed.json())).isEqualTo(consultation);
  }

  @Test
  void theGoldenBookedConsultationIsRead() {
    var event = FeedPage.event(golden("scheduled-consultation-event.json"));

    var consultation = ((FeedEvent.ConsultationChanged) event).consultation();
    assertThat(consultation.appointmentState()).isEqualTo(AppointmentState.BOOKED);
    assertThat(consultation.scheduled()).isNotNull();
    assertThat(consultation.consent()).isNotNull();
    assertThat(consultation.report()).isNull();
  }

  @Test
  void theGoldenResidentIsRead() {
    var event = FeedPage.event(golden("resident-event.json"));

    assertThat(event).isInstanceOf(FeedEvent.ResidentChanged.class);
    var resident = ((FeedEvent.ResidentChanged) event).resident();
    assertThat(resident.ins()).isNotNull();
    assertThat(resident.ins().keyHolds()).isTrue();
  }

  @Test
  void anEventOfAnUnknownKindIsPassedOver() {
    var node = (ObjectNode) golden("resident-event.json");
    node.put("type", "kit.lent");

    assertThat(FeedPage.event(node)).isInstanceOf(FeedEvent.Other.class);
  }

  @Test
  void aMissingFieldIsNamedWithoutItsNeighbours() {
    var node = (ObjectNode) golden("resident-event.json");
    ((ObjectNode) node.path("resident")).remove("birthDate");

    assertThatThrownBy(() -> FeedPage.event(node))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("birthDate is missing");
  }

  private static JsonNode golden(String name) {
    return JsonMapper.shared().readTree(Goldens.read(name));
  }
}
