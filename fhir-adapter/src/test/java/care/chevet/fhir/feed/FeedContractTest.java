package care.chevet.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.fhir.consultation.AppointmentState;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.VitalSign;
import care.chevet.fhir.support.Goldens;
import java.time.Instant;
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
  void theGoldenExpertiseIsRead() {
    var changed = (FeedEvent.ExpertiseChanged) FeedPage.event(golden("expertise-event.json"));

    var expertise = changed.expertise();
    assertThat(expertise.state()).isEqualTo(Expertise.State.ANSWERED);
    assertThat(expertise.expert()).isNotNull();
    assertThat(expertise.opinion()).isNotNull();
    assertThat(expertise.opinion().pdfHref()).endsWith("/opinion/pdf");
    assertThat(expertise.vitals()).hasSize(1);
    assertThat(expertise.hospitals().getFirst().finess()).isEqualTo("990000101");
    assertThat(Snapshots.expertise(changed.json())).isEqualTo(expertise);
  }

  @Test
  void anExpertiseOfWhichOnlyNumbersAreToldIsPassedOver() {
    var node = (ObjectNode) golden("expertise-event.json");
    ((ObjectNode) node.path("expertise")).put("resident", "0199a1c2-0000-7000-8000-000000000301");

    assertThat(FeedPage.event(node)).isInstanceOf(FeedEvent.Other.class);
  }

  @Test
  void theGoldenBookingIsRead() {
    var changed = (FeedEvent.BookingChanged) FeedPage.event(golden("booking-event.json"));

    var booking = changed.booking();
    assertThat(booking.booked()).isTrue();
    assertThat(booking.starts()).isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
    assertThat(booking.hospitals()).hasSize(1);
    assertThat(Snapshots.booking(changed.json())).isEqualTo(booking);
  }

  @Test
  void theGoldenErasureIsRead() {
    var erased = (FeedEvent.ResidentErased) FeedPage.event(golden("resident-erased-event.json"));

    assertThat(erased.resident()).isEqualTo("0199a1c2-0000-7000-8000-000000000301");
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
