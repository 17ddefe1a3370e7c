package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hospital reads of what is no consultation: a question to a specialist, a booked time. */
final class OtherFilesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Surroundings around = new Surroundings();
  private final MisbehavingHospital hospital = around.hospital;
  private final RunningAdapter adapter =
      around
          .adapter()
          .with("chevet.delivery.recording-bytes-max", 1_000)
          .with("chevet.delivery.recordings-bytes-max", 1_500)
          .start();

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void aQuestionIsOneRequestAndOneTaskFromItsBeginningToItsAnswer() {
    var states = List.of("requested", "assigned", "pieces-wanted");
    var statuses = List.of("requested", "in-progress", "on-hold");
    for (var step = 0; step < states.size(); step++) {
      around.service.publish(
          Events.expertise(states.get(step), step, "2026-11-21T1%d:00:00Z".formatted(step)));
      var expected = statuses.get(step);
      await().atMost(SOON).until(() -> status("Task").equals(expected));
      assertThat(status("ServiceRequest")).isEqualTo("active");
    }
    assertThat(hospital.all("DiagnosticReport")).isEmpty();
    hospital.faults = once(Fault.ANSWER_LOST_AFTER_COMMIT);

    around.service.publish(Events.expertiseAnswered());

    await()
        .atMost(SOON)
        .until(() -> count("state <> 'delivered'") == 0 && status("Task").equals("completed"));
    assertThat(hospital.all("Task")).hasSize(1);
    assertThat(hospital.all("ServiceRequest")).hasSize(1);
    assertThat(status("ServiceRequest")).isEqualTo("completed");
    assertThat(hospital.all("Encounter")).isEmpty();
    var task = hospital.all("Task").getFirst();
    var request = place(hospital.all("ServiceRequest").getFirst());
    var report = hospital.all("DiagnosticReport").getFirst();
    assertThat(task.at("/focus/reference").asString()).isEqualTo(request);
    assertThat(task.at("/restriction/period/end").asString()).startsWith("2026-11-21T19:00:00");
    assertThat(task.at("/output/0/valueReference/reference").asString()).isEqualTo(place(report));
    assertThat(report.at("/basedOn/0/reference").asString()).isEqualTo(request);
    assertThat(report.path("conclusion").asString()).startsWith("Hydrocolloïde");
    var document = hospital.all("DocumentReference").getFirst();
    assertThat(document.at("/context/related/0/reference").asString()).isEqualTo(request);
    assertThat(document.at("/content/0/attachment/data").binaryValue())
        .isEqualTo(ConsultationServiceDouble.PDF);
    assertThat(around.service.deliveries).as("nobody waits for a word on a report").isEmpty();
  }

  @Test
  void aQuestionCalledOffEndsItsTask() {
    around.service.publish(Events.expertise("requested", 1, "2026-11-21T10:00:00Z"));
    await().atMost(SOON).until(() -> status("Task").equals("requested"));
    var calledOff = Events.expertise("cancelled", 2, "2026-11-21T11:00:00Z");
    ((ObjectNode) calledOff.path("expertise")).put("endReason", "Plaie cicatrisée");
    around.service.publish(calledOff);

    await().atMost(SOON).until(() -> status("Task").equals("cancelled"));

    assertThat(status("ServiceRequest")).isEqualTo("revoked");
    assertThat(hospital.all("Task").getFirst().at("/statusReason/text").asString())
        .isEqualTo("Plaie cicatrisée");
  }

  @Test
  void aBookingWithoutAConsultationIsAnAppointmentUntilItIsGivenUp() {
    around.service.publish(booking("held", "booking.moved", 1));
    around.service.publish(Events.bookingMade());
    await().atMost(SOON).until(() -> status("Appointment").equals("booked"));
    assertThat(hospital.all("Appointment").getFirst().path("start").asString())
        .startsWith("2026-11-25T10:00:00");
    assertThat(count("true")).as("a hold is nobody's business").isEqualTo(1);

    var moved = booking("booked", "booking.moved", 2);
    ((ObjectNode) moved.path("booking"))
        .put("start", "2026-11-26T09:00:00+00:00")
        .put("end", "2026-11-26T09:20:00+00:00");
    around.service.publish(moved);
    around.service.publish(booking("cancelled", "booking.cancelled", 3));

    await().atMost(SOON).until(() -> status("Appointment").equals("cancelled"));
    assertThat(hospital.all("Appointment")).hasSize(1);
    assertThat(hospital.all("Encounter")).isEmpty();
  }

  @Test
  void picturesComeWithTheirBytesUnlessTheseAreTooManyOrGone() {
    var small = "one photograph".getBytes(StandardCharsets.UTF_8);
    var large = new byte[1_001];
    var second = new byte[900];
    Arrays.fill(second, (byte) 7);
    var beyond = new byte[900];
    Arrays.fill(beyond, (byte) 8);
    var all = List.of(small, large, second, beyond);
    for (var number = 0; number < all.size(); number++) {
      publish(number, all.get(number), Optional.of(all.get(number)));
    }
    publish(9, "erased".getBytes(StandardCharsets.UTF_8), Optional.empty());
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> hospital.all("Media").size() == 5);

    var sent =
        hospital.all("Media").stream().filter(one -> one.at("/content/data").isString()).toList();
    assertThat(sent).hasSize(2).allMatch(one -> one.at("/content/hash").isString());
    for (var one : sent) {
      var bytes = one.at("/content/data").binaryValue();
      assertThat(bytes.length).isEqualTo(one.at("/content/size").asInt());
    }
    assertThat(hospital.all("Media"))
        .allMatch(one -> one.at("/content/url").asString().startsWith("ni:///sha-256;"));
  }

  @Test
  void aPictureThatIsNotTheOneTakenGoesNowhere() {
    publish(
        1,
        "taken".getBytes(StandardCharsets.UTF_8),
        Optional.of("given".getBytes(StandardCharsets.UTF_8)));
    around.service.publish(Events.consultationReported());

    await()
        .atMost(SOON)
        .until(
            () ->
                adapter
                    .jdbc()
                    .sql("SELECT problem_code FROM delivery WHERE state = 'dead'")
                    .query(String.class)
                    .list(),
            List.of("recording_altered")::equals);
    assertThat(hospital.all("Media")).isEmpty();
  }

  private void publish(int number, byte[] taken, Optional<byte[]> given) {
    var event = Events.attachmentAdded(number);
    var href = "/api/v1/attachments/" + number + "/content";
    ((ObjectNode) event.path("attachment"))
        .put("href", href)
        .put("sizeBytes", taken.length)
        .put("sha256", Sha256.hex(taken));
    around.service.attachments.put(href, given);
    around.service.publish(event);
  }

  private static ObjectNode booking(String state, String type, int number) {
    var event = Events.bookingMade();
    var id = event.path("id").asString();
    event.put("id", id.substring(0, id.length() - 1) + number);
    event.put("type", type);
    event.put("occurredAt", "2026-11-21T1" + (5 + number) + ":00:00Z");
    ((ObjectNode) event.path("booking")).put("state", state).put("version", number);
    return event;
  }

  private static Supplier<Fault> once(Fault fault) {
    var left = new AtomicInteger(1);
    return () -> left.getAndDecrement() > 0 ? fault : Fault.NONE;
  }

  private int count(String which) {
    return adapter
        .jdbc()
        .sql("SELECT count(*) FROM delivery WHERE " + which)
        .query(Integer.class)
        .single();
  }

  private String status(String type) {
    return hospital.all(type).stream()
        .map(one -> one.path("status").asString())
        .findFirst()
        .orElse("");
  }

  private static String place(JsonNode resource) {
    return resource.path("resourceType").asString() + "/" + resource.path("id").asString();
  }
}
