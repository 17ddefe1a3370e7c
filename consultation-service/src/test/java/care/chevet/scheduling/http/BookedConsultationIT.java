package care.chevet.scheduling.http;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A consultation and its booking, which change together or not at all. */
final class BookedConsultationIT {

  private final Browser nurse = Stage.nurse();

  @Test
  void bookingAConsultationSchedulesItMovingReschedulesItCancellingLetsItWaitAgain() {
    String consultation = Stage.requested();
    var made = nurse.post("/api/v1/bookings", booking(consultation, slot(0)));

    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(state(consultation)).isEqualTo("scheduled");
    String path = made.header("Location").orElseThrow();
    Instant later = slot(2);
    var moved = nurse.post(path + "/move", "{\"start\": \"%s\"}".formatted(later));
    assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
    var view = nurse.get(Stage.path(consultation, "")).json();
    assertThat(view.path("scheduled").path("booking").asString())
        .isEqualTo(made.json().path("id").asString());
    assertThat(Instant.parse(view.path("scheduled").path("starts").asString())).isEqualTo(later);

    var cancelled = nurse.post(path + "/cancellation", "{\"reason\": \"hospitalisée\"}");
    assertThat(cancelled.status()).as(cancelled.response().body()).isEqualTo(200);
    assertThat(state(consultation)).isEqualTo("requested");
  }

  @Test
  void aHoldSchedulesItsConsultationOnlyWhenItIsMadeFirm() {
    String consultation = Stage.requested();
    var hold = nurse.post("/api/v1/holds", booking(consultation, slot(0)));
    assertThat(hold.status()).as(hold.response().body()).isEqualTo(201);
    assertThat(state(consultation)).isEqualTo("requested");

    String path = hold.header("Location").orElseThrow();
    var firm = nurse.post(path + "/confirmation", "{}");
    assertThat(firm.status()).as(firm.response().body()).isEqualTo(200);
    assertThat(state(consultation)).isEqualTo("scheduled");
    assertThat(nurse.post(path + "/cancellation", "{\"reason\": \"essai\"}").status())
        .isEqualTo(200);
  }

  @Test
  void aConsultationThatDoesNotWaitIsNotBookedAndNothingIsTaken() {
    String consultation = Stage.accepted();
    Instant start = slot(0);
    UUID key = UUID.randomUUID();
    var refused = nurse.post("/api/v1/bookings", booking(consultation, start), key);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("wrong_state");
    var free = nurse.post("/api/v1/bookings", booking(null, start));
    assertThat(free.status()).as(free.response().body()).isEqualTo(201);
    nurse.post(free.header("Location").orElseThrow() + "/cancellation", "{\"reason\": \"essai\"}");
  }

  @Test
  void aConsultationIsNotBookedInAnotherSpecialty() {
    String consultation = Stage.requested();
    String elsewhere =
        """
        {"resident": "%s", "physician": "0199a1c2-0000-7000-8000-000000000202",
         "specialty": "general-medicine", "start": "%s", "consultation": "%s"}
        """
            .formatted(
                Stage.MARGUERITE,
                first("general-medicine", "0199a1c2-0000-7000-8000-000000000202", 0),
                consultation);
    assertThat(nurse.post("/api/v1/bookings", elsewhere).code())
        .isEqualTo("consultation_of_another");
    assertThat(state(consultation)).isEqualTo("requested");
  }

  @Test
  void aPhysicianMovesHerOwnConsultationToAnotherOfHerTimes() {
    String consultation = Stage.requested();
    var made = nurse.post("/api/v1/bookings", booking(consultation, slot(0)));
    String path = made.header("Location").orElseThrow();
    Instant later = slot(3);
    var moved = Stage.geriatrician().post(path + "/move", "{\"start\": \"%s\"}".formatted(later));

    assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
    var view = nurse.get(Stage.path(consultation, "")).json();
    assertThat(Instant.parse(view.path("scheduled").path("starts").asString())).isEqualTo(later);
    assertThat(Stage.dermatologist().post(path + "/move", "{\"start\": \"%s\"}".formatted(later)))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
    nurse.post(path + "/cancellation", "{\"reason\": \"essai\"}");
  }

  @Test
  void aCoordinatorBooksAConsultationWithoutBeingToldWhoseItIs() {
    Browser coordinator = Stage.person("sophie.lagrange");
    String consultation = Stage.requested();
    assertThat(coordinator.get(Stage.path(consultation, "")).json().has("resident")).isFalse();
    Instant start =
        Instant.parse(
            coordinator
                .get(
                    "/api/v1/slots?specialty=geriatrics&physician=%s&consultation=%s&from=%s"
                        .formatted(Stage.HELENE, consultation, tomorrow()))
                .json()
                .path("items")
                .get(0)
                .path("slots")
                .get(0)
                .path("start")
                .asString());
    String wish =
        """
        {"physician": "%s", "specialty": "geriatrics", "start": "%s", "nurse": "%s",
         "consultation": "%s"}
        """;
    var made =
        coordinator.post(
            "/api/v1/bookings", wish.formatted(Stage.HELENE, start, Stage.CLAIRE, consultation));

    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(state(consultation)).isEqualTo("scheduled");
    assertThat(
            coordinator
                .post(
                    "/api/v1/bookings",
                    wish.formatted(Stage.HELENE, start, Stage.CLAIRE, UUID.randomUUID()))
                .code())
        .isEqualTo("not_found");
    assertThat(
            Stage.nurseElsewhere()
                .post(
                    "/api/v1/bookings",
                    wish.formatted(Stage.HELENE, start, Stage.CLAIRE, consultation))
                .code())
        .isEqualTo("not_found");
    nurse.post(made.header("Location").orElseThrow() + "/cancellation", "{\"reason\": \"essai\"}");
  }

  @Test
  void aCoordinatorSeesWhatIsPlannedWithoutBeingToldForWhom() {
    String consultation = Stage.requested();
    String resident =
        nurse.get(Stage.path(consultation, "")).json().path("resident").path("id").asString();
    String path = "/api/v1/residents/" + resident + "/appointments";
    var entered =
        nurse.post(
            path,
            "{\"kind\": \"dialysis\", \"start\": \"2031-02-03T08:00:00Z\","
                + " \"end\": \"2031-02-03T12:00:00Z\"}");
    assertThat(entered.status()).as(entered.response().body()).isEqualTo(201);
    String question =
        Stage.path(consultation, "/occupied-times")
            + "?from=2031-02-03T00:00:00Z&to=2031-02-04T00:00:00Z";
    var seen = Stage.person("sophie.lagrange").get(question);

    assertThat(seen.json().path("items")).hasSize(1);
    assertThat(seen.json().path("items").get(0).path("kind").asString()).isEqualTo("dialysis");
    assertThat(seen.response().body()).doesNotContain(resident);
    assertThat(Stage.nurseElsewhere().get(question).code()).isEqualTo("not_found");
    nurse.post(path + "/" + entered.json().path("id").asString() + "/cancellation", "{}");
  }

  private String state(String consultation) {
    return nurse.get(Stage.path(consultation, "")).json().path("state").asString();
  }

  /** From then on what is free is free still when it is booked. */
  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant slot(int which) {
    return first("geriatrics", Stage.HELENE, which);
  }

  private Instant first(String specialty, String physician, int which) {
    return Instant.parse(
        nurse
            .get(
                "/api/v1/slots?specialty=%s&physician=%s&resident=%s&from=%s"
                    .formatted(specialty, physician, Stage.MARGUERITE, tomorrow()))
            .json()
            .path("items")
            .get(0)
            .path("slots")
            .get(which)
            .path("start")
            .asString());
  }

  private static String booking(String consultation, Instant start) {
    String of = consultation == null ? "" : ", \"consultation\": \"" + consultation + "\"";
    return """
    {"resident": "%s", "physician": "%s", "specialty": "geriatrics", "start": "%s"%s}
    """
        .formatted(Stage.MARGUERITE, Stage.HELENE, start, of);
  }
}
