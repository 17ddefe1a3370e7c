package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Choosing a time, keeping it while one decides, and the days that are planned so. */
final class BookingIT {
  private static final String PHYSICIAN =
      """
      {"id": "p-9", "displayName": "Dr Paul Techer", "zone": "Indian/Reunion"}\
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
  void aNurseBooksATimeWithAPhysicianFarAway() {
    laySlots();
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("way-time").check();
    page.getByTestId("send-request").click();
    assertThat(page.getByTestId("physician-p-9")).containsText("Connaît ce patient");
    assertThat(page.getByTestId("slot").first()).containsText("chez le médecin");
    Looks.picture(page, "slots");
    page.getByTestId("slot").first().click();
    assertThat(page.getByTestId("hold")).containsText("Retenu pour vous encore");
    Looks.picture(page, "hold");
    page.getByTestId("book").click();
    assertThat(page.getByTestId("state").first()).isVisible();
    assertThat(room.api().served.acts())
        .containsExactly("POST /api/v1/holds", "POST /api/v1/bookings/b-1/confirmation");
    JsonObject confirmed = room.api().served.sent.getLast().body();
    assertThat(room.ward().knows(Ward.text(confirmed, "consultation"))).isTrue();
  }

  @Test
  void aTimeThatIsNotTakenIsGivenBack() {
    laySlots();
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("way-time").check();
    page.getByTestId("send-request").click();
    page.getByTestId("slot").first().click();
    page.getByTestId("other-slot").click();
    assertThat(page.getByTestId("slot").first()).isVisible();
    Awaitility.await().until(() -> room.api().served.acts().size() == 2);
    assertThat(room.api().served.acts())
        .containsExactly("POST /api/v1/holds", "POST /api/v1/bookings/b-1/cancellation");
  }

  @Test
  void theAgendaShowsBothLocalTimes() {
    room.api()
        .served
        .lay(
            "GET /api/v1/bookings",
            """
            {"items": [{"id": "b-1", "state": "booked", "specialty": "cardiology", "physician": %s,
             "resident": "%s", "careHome": {"id": "home-1", "name": "EHPAD Les Tilleuls",
             "zone": "Europe/Paris"}, "start": "%s", "end": "%s"}]}\
            """
                .formatted(PHYSICIAN, Ward.MARGUERITE, start, start.plusSeconds(1_200)));
    Page page = room.open("claire.dubourg", TABLET);
    page.getByTestId("to-agenda").click();
    assertThat(page.getByTestId("booking-b-1")).containsText("Marguerite Tournesol");
    assertThat(page.getByTestId("booking-b-1")).containsText("chez le médecin");
    Looks.picture(page, "agenda");
  }

  @Test
  void aPhysicianWritesHerWeek() {
    String path = "/api/v1/physicians/person-helene.vasseur/availabilities/geriatrics";
    room.api().served.lay("PUT " + path, "{}");
    Page page = room.open("helene.vasseur", DESK);
    room.go(page, "#/availability");
    page.getByTestId("add-monday").click();
    page.getByTestId("opens-monday").fill("08:30");
    page.getByTestId("opens-monday").blur();
    page.getByTestId("add-away").click();
    Looks.picture(page, "availability");
    page.getByTestId("departure").getByLabel("Retirer").click();
    page.getByTestId("save-availability").click();
    assertThat(page.locator(".act")).containsText("Enregistré");
    assertThat(room.api().served.sent.getFirst().body().get("patterns").toString())
        .isEqualTo("[{\"day\":\"monday\",\"opens\":\"08:30\",\"closes\":\"12:00\"}]");
  }

  @Test
  void aNurseEntersWhatElseOccupiesAResident() {
    String path = "/api/v1/residents/" + Ward.MARGUERITE + "/appointments";
    room.api().served.lay("GET " + path, "{\"items\": []}");
    room.api().served.lay("POST " + path, "{}");
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/residents/" + Ward.MARGUERITE);
    page.getByTestId("appointment-kind").selectOption("dialysis");
    page.getByTestId("appointment-day").fill("2027-03-02");
    page.getByTestId("appointment-day").blur();
    Looks.picture(page, "resident");
    page.getByTestId("enter-appointment").click();
    Awaitility.await().until(() -> !room.api().served.sent.isEmpty());
    assertThat(room.api().served.sent.getFirst().body().toString())
        .contains("\"kind\":\"dialysis\"", "2027-03-02T09:00:00", "2027-03-02T10:00:00");
  }

  private void laySlots() {
    Served served = room.api().served;
    served.lay(
        "GET /api/v1/slots",
        """
        {"items": [{"physician": %s, "reasons": [{"code": "knows-resident",
         "lastSeenAt": "2026-10-01T10:00:00Z", "consultations": 3}],
         "slots": [{"start": "%s", "end": "%s"}, {"start": "%s", "end": "%s"}]}]}\
        """
            .formatted(
                PHYSICIAN,
                start,
                start.plusSeconds(1_200),
                start.plusSeconds(1_500),
                start.plusSeconds(2_700)));
    String hold =
        """
        {"id": "b-1", "state": "held", "heldUntil": "%s"}\
        """
            .formatted(Instant.now().plusSeconds(600));
    served.lay("POST /api/v1/holds", hold);
    served.lay("POST /api/v1/bookings/b-1/confirmation", hold);
    served.lay("POST /api/v1/bookings/b-1/cancellation", hold);
  }
}
