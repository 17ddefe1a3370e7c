package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hospital reads of one consultation as it goes on: booked, moved, held, prescribed. */
final class ConsultationCourseIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Surroundings around = new Surroundings();
  private final MisbehavingHospital hospital = around.hospital;
  private final RunningAdapter adapter = around.adapter().start();

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void aBookedConsultationIsAnAppointmentAndNothingElseYet() {
    around.service.publish(Events.consultationScheduled());

    await().atMost(SOON).until(() -> hospital.all("Appointment").size() == 1);

    var appointment = hospital.all("Appointment").getFirst();
    assertThat(appointment.path("status").asString()).isEqualTo("booked");
    assertThat(appointment.path("start").asString()).startsWith("2026-11-23T09:00:00");
    assertThat(appointment.path("participant").size()).isEqualTo(3);
    assertThat(hospital.all("Encounter")).isEmpty();
    assertThat(around.service.deliveries).isEmpty();
  }

  @Test
  void oneThatIsMovedAndGivenUpStaysOneAppointment() {
    around.service.publish(Events.consultationScheduled());
    var moved = next(Events.consultationScheduled(), "1", "2026-11-20T17:00:00Z");
    scheduled(moved).put("starts", "2026-11-24T09:00:00Z").put("ends", "2026-11-24T09:20:00Z");
    around.service.publish(moved);
    await().atMost(SOON).until(() -> start().startsWith("2026-11-24"));

    var givenUp = next(Events.consultationScheduled(), "2", "2026-11-20T18:00:00Z");
    var consultation = (ObjectNode) givenUp.path("consultation");
    consultation.put("state", "requested").remove(List.of("scheduled", "physician"));
    around.service.publish(givenUp);

    await().atMost(SOON).until(() -> status().equals("cancelled"));
    assertThat(hospital.all("Appointment")).hasSize(1);
  }

  @Test
  void aConsultationHeldAsBookedFulfilsItsAppointment() {
    around.service.publish(Events.consultationScheduled());
    var reported = Events.consultationReported();
    ((ObjectNode) reported.path("consultation"))
        .set("scheduled", Events.consultationScheduled().at("/consultation/scheduled"));
    around.service.publish(reported);

    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);

    assertThat(status()).isEqualTo("fulfilled");
    var appointment = hospital.all("Appointment").getFirst();
    assertThat(hospital.all("Encounter").getFirst().at("/appointment/0/reference").asString())
        .isEqualTo("Appointment/" + appointment.path("id").asString());
    var consent = hospital.all("Consent").getFirst();
    assertThat(consent.at("/provision/actor/0/role/coding/0/code").asString()).isEqualTo("ONESELF");
  }

  @Test
  void aPrescriptionThatIsReplacedIsNotToBeFollowedAnyMore() {
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
    var amended = next(Events.consultationReported(), "3", "2026-11-21T11:30:00Z");
    amended.put("type", "consultation.prescribed");
    var prescription = (ObjectNode) amended.at("/consultation/prescription");
    prescription.put("version", 2).put("reason", "Dose").put("signedAt", "2026-11-21T11:30:00Z");
    ((ObjectNode) prescription.path("lines").get(0)).put("dose", "2 comprimés");
    around.service.publish(amended);

    await().atMost(SOON).until(() -> hospital.all("MedicationRequest").size() == 2);

    assertThat(
            hospital.all("MedicationRequest").stream()
                .map(one ->
                    one.path("status").asString()
                        + " "
                        + one.at("/dosageInstruction/0/text").asString())
                .toList())
        .containsExactlyInAnyOrder(
            "stopped 1 comprimé · matin, midi et soir", "active 2 comprimés · matin, midi et soir");
    assertThat(hospital.all("DocumentReference")).hasSize(1);
  }

  @Test
  void aPrescriptionNeedsNoReport() {
    var prescribed = next(Events.consultationReported(), "4", "2026-11-21T10:15:00Z");
    prescribed.put("type", "consultation.prescribed");
    var consultation = (ObjectNode) prescribed.path("consultation");
    consultation.put("state", "concluded").remove("report");
    around.service.publish(prescribed);
    await().atMost(SOON).until(() -> hospital.all("MedicationRequest").size() == 1);
    assertThat(hospital.all("Encounter")).hasSize(1);
    assertThat(hospital.all("DocumentReference")).isEmpty();
    assertThat(around.service.deliveries).isEmpty();

    around.service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
    assertThat(hospital.all("DocumentReference")).hasSize(1);
    assertThat(hospital.all("MedicationRequest")).hasSize(1);
  }

  @Test
  void aPictureIsToldOfWithTheReportAndAfterIt() {
    around.service.publish(Events.attachmentAdded(1));
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
    assertThat(hospital.all("Media")).hasSize(1);

    around.service.publish(Events.attachmentAdded(2));

    await().atMost(SOON).until(() -> hospital.all("Media").size() == 2);
    var media = hospital.all("Media").getLast();
    assertThat(media.path("deviceName").asString()).isEqualTo("Dermatoscope");
    assertThat(media.at("/bodySite/coding/0/code").asString()).isEqualTo("72696002");
    assertThat(media.at("/operator/reference").asString()).startsWith("Practitioner/");
    assertThat(media.at("/content/url").asString()).startsWith("ni:///sha-256;");
    assertThat(hospital.all("Encounter")).hasSize(1);
    assertThat(hospital.transactions.getLast().path("entry")).hasSize(1);
  }

  private static ObjectNode next(ObjectNode event, String number, String at) {
    var id = event.path("id").asString();
    event.put("id", id.substring(0, id.length() - 1) + number);
    event.put("occurredAt", at);
    return event;
  }

  private static ObjectNode scheduled(JsonNode event) {
    return (ObjectNode) event.at("/consultation/scheduled");
  }

  private String start() {
    return hospital.all("Appointment").stream()
        .map(one -> one.path("start").asString())
        .findFirst()
        .orElse("");
  }

  private String status() {
    return hospital.all("Appointment").getFirst().path("status").asString();
  }
}
