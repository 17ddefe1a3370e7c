package care.chevet.console;

import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A nurse completes the time that a hospital has booked, with what is asked and the consent. */
final class BookedByHospitalIT {
  private static final String CONFIRMATION = "POST /api/v1/bookings/b-7/confirmation";
  private static final String PHYSICIAN =
      """
      {"id": "p-9", "displayName": "Dr Paul Techer", "zone": "Indian/Reunion"}\
      """;
  private static final String HOSPITAL = ", \"hospital\": \"Centre hospitalier de la Brenne\"";
  private static final String OVER =
      """
      {"status": 409, "code": "booking_over", "title": "Rendez-vous terminé",
       "detail": "Ce rendez-vous est déjà annulé ou expiré."}
      """;

  private final Instant start =
      Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void sheFindsItBesideTheFreeTimesAndCompletesItWithRequestAndConsent() {
    layBookings(
        booking("b-1", Ward.MARGUERITE, "geriatrics", ""),
        booking("b-2", Ward.MARGUERITE, "cardiology", HOSPITAL),
        booking("b-3", "r-302", "geriatrics", HOSPITAL),
        booking("b-4", Ward.MARGUERITE, "geriatrics", HOSPITAL + ", \"consultation\": \"c-1\""),
        booking("b-5", "cancelled", Ward.MARGUERITE, "geriatrics", HOSPITAL),
        booking("b-7", Ward.MARGUERITE, "geriatrics", HOSPITAL));
    Page page = room.open("claire.dubourg", TABLET);
    toTimes(page);
    assertThat(page.getByTestId("by-hospital")).hasCount(1);
    assertThat(page.getByTestId("by-hospital"))
        .containsText("Réservé par Centre hospitalier de la Brenne");
    assertThat(page.getByTestId("by-hospital")).containsText("Dr Paul Techer");
    assertThat(page.getByTestId("by-hospital")).containsText("chez le médecin");
    Looks.picture(page, "by-hospital");

    page.getByTestId("take-booked").click();
    assertThat(page.getByTestId("hold")).containsText("Dr Paul Techer");
    assertThat(page.getByTestId("hold")).not().containsText("Retenu pour vous");
    page.getByTestId("book").click();

    assertThat(page.getByTestId("state").first()).isVisible();
    assertThat(room.api().served.acts()).as("without a hold").containsExactly(CONFIRMATION);
    JsonObject request = requestOf(room.api().served.sent.getLast().body());
    assertThat(Ward.text(request, "question")).isEqualTo(NurseSteps.QUESTION);
    assertThat(Ward.text(request, "specialty")).isEqualTo("geriatrics");
    assertThat(Ward.text(request.getAsJsonObject("resident"), "id")).isEqualTo(Ward.MARGUERITE);
    assertThat(Ward.text(request.getAsJsonObject("consent"), "givenBy")).isEqualTo("resident");
    assertThat(request.getAsJsonArray("vitals")).isNotEmpty();
  }

  @Test
  void aRefusedRequestCompletesNothingAndCanBeSentAgain() {
    layBookings(booking("b-7", Ward.MARGUERITE, "geriatrics", HOSPITAL));
    Page page = room.open("claire.dubourg", TABLET);
    toTimes(page);
    page.getByTestId("take-booked").click();
    room.api()
        .served
        .refuse(
            "POST /api/v1/consultations",
            """
            {"status": 409, "code": "already_requested", "detail": "Une demande est déjà en cours."}
            """);
    page.getByTestId("book").click();
    assertThat(alert(page)).containsText("Une demande est déjà en cours.");
    assertThat(room.api().served.acts()).isEmpty();

    page.getByTestId("book").click();

    assertThat(page.getByTestId("state").first()).isVisible();
    assertThat(room.api().served.acts()).containsExactly(CONFIRMATION);
  }

  @Test
  void aTimeThatTheHospitalCalledOffMeanwhileIsRefusedAndTheRequestTakesAnother() {
    layBookings(booking("b-7", Ward.MARGUERITE, "geriatrics", HOSPITAL));
    Page page = room.open("claire.dubourg", TABLET);
    toTimes(page);
    page.getByTestId("take-booked").click();
    room.api().served.refuse(CONFIRMATION, OVER);
    layBookings();
    page.getByTestId("book").click();

    assertThat(alert(page)).containsText("Ce rendez-vous est déjà annulé ou expiré.");
    assertThat(page).hasURL(Pattern.compile("#/consultations/[\\w-]+/time$"));
    assertThat(page.getByTestId("by-hospital")).hasCount(0);
    assertThat(page.getByTestId("hold")).hasCount(0);

    page.getByTestId("slot").first().click();
    page.getByTestId("book").click();
    assertThat(page.getByTestId("state").first()).isVisible();
    assertThat(room.api().served.acts())
        .containsExactly("POST /api/v1/holds", "POST /api/v1/bookings/b-8/confirmation");
    assertThat(requests()).as("the request that was sent stays").hasSize(1);
  }

  @Test
  void aRequestThatWaitsAlreadyCompletesItToo() {
    String waiting =
        Ward.text(room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chute", 60), "id");
    layBookings(booking("b-7", Ward.MARGUERITE, "geriatrics", HOSPITAL));
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/consultations/" + waiting + "/time");
    page.getByTestId("take-booked").click();
    room.api().served.refuse(CONFIRMATION, OVER);
    page.getByTestId("book").click();
    assertThat(alert(page)).containsText("Ce rendez-vous est déjà annulé ou expiré.");

    page.getByTestId("take-booked").click();
    page.getByTestId("book").click();

    assertThat(page.getByTestId("state").first()).isVisible();
    assertThat(alert(page)).hasCount(0);
    assertThat(room.api().served.acts()).containsExactly(CONFIRMATION);
    assertThat(Ward.text(room.api().served.sent.getLast().body(), "consultation"))
        .isEqualTo(waiting);
    assertThat(requests()).isEmpty();
  }

  private void toTimes(Page page) {
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("way-time").check();
    page.getByTestId("send-request").click();
  }

  private static Locator alert(Page page) {
    return page.locator("chevet-time > .page > [role=alert]");
  }

  /** What the nurse asked, as the service has it. */
  private JsonObject requestOf(JsonObject confirmed) {
    return room.ward()
        .consultation(Ward.text(confirmed, "consultation"), room.ward().person("claire.dubourg"));
  }

  private List<String> requests() {
    return room.api().writes.stream()
        .filter(write -> write.startsWith("POST /api/v1/consultations "))
        .toList();
  }

  private void layBookings(String... bookings) {
    Served served = room.api().served;
    served.lay("GET /api/v1/bookings", "{\"items\": [" + String.join(",", bookings) + "]}");
    served.lay(
        "GET /api/v1/slots",
        """
        {"items": [{"physician": %s, "reasons": [], "slots": [{"start": "%s", "end": "%s"}]}]}
        """
            .formatted(PHYSICIAN, start.plusSeconds(7_200), start.plusSeconds(8_400)));
    String hold =
        "{\"id\": \"b-8\", \"state\": \"held\", \"heldUntil\": \"%s\"}"
            .formatted(Instant.now().plusSeconds(600));
    served.lay("POST /api/v1/holds", hold);
    served.lay("POST /api/v1/bookings/b-8/confirmation", hold);
    served.lay(CONFIRMATION, booking("b-7", Ward.MARGUERITE, "geriatrics", HOSPITAL));
  }

  private String booking(String id, String resident, String specialty, String more) {
    return booking(id, "booked", resident, specialty, more);
  }

  private String booking(String id, String state, String resident, String specialty, String more) {
    return """
    {"id": "%s", "state": "%s", "specialty": "%s", "physician": %s, "resident": "%s",
     "careHome": {"id": "home-1", "name": "EHPAD Les Tilleuls", "zone": "Europe/Paris"},
     "start": "%s", "end": "%s"%s}
    """
        .formatted(
            id, state, specialty, PHYSICIAN, resident, start, start.plusSeconds(1_200), more);
  }
}
