package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
  void aPhysicianClosesHoursAddsSomeAndKeepsTheHolidaysOfHerIsland() {
    String path = "/api/v1/physicians/person-helene.vasseur/availabilities/geriatrics";
    room.api().served.lay("PUT " + path, "{}");
    Page page = room.open("helene.vasseur", DESK);
    room.go(page, "#/availability");
    for (String kind : List.of("closed", "extra")) {
      page.getByTestId("add-" + kind).click();
      var row = page.getByTestId("departure").last();
      var exactly = new Locator.GetByLabelOptions().setExact(true);
      row.getByLabel("Le", exactly).fill("2027-03-02");
      row.getByLabel("De", exactly).fill("10:00");
      row.getByLabel("À", exactly).fill("11:00");
      row.getByLabel("À", exactly).blur();
    }
    page.locator("#holidays").selectOption("fr-martinique");
    page.getByTestId("save-availability").click();
    assertThat(page.locator(".act")).containsText("Enregistré");
    String sent = room.api().served.sent.getFirst().body().toString();
    assertThat(sent)
        .contains("\"holidays\":\"fr-martinique\"")
        .containsPattern("closed[^}]*10:00[^}]*")
        .containsPattern("extra[^}]*11:00[^}]*");
  }

  @Test
  void aCoordinatorWritesThePhysiciansWeekAndWhereSheAnswers() {
    String path = "/api/v1/physicians/p-9";
    room.api().served.lay("GET /api/v1/physicians", "[" + PHYSICIAN + "]");
    room.api().served.lay("PUT " + path + "/availabilities/cardiology", "{}");
    String territories =
        "{\"items\": [{\"id\": \"t-1\", \"name\": \"Brenne\", \"chosen\": false}]}";
    room.api().served.lay("GET " + path + "/territories", territories);
    room.api().served.lay("PUT " + path + "/territories", territories);
    room.api().served.lay("GET /api/v1/bookings", "{\"items\": []}");
    Page page = room.open("sophie.lagrange", DESK);
    page.getByTestId("to-agenda").click();
    page.getByText("Disponibilités des médecins").click();
    page.getByTestId("choice-specialty").selectOption("cardiology");
    page.getByTestId("choice-physician").selectOption("p-9");
    page.getByTestId("territory-t-1").check();
    Awaitility.await()
        .until(() -> room.api().served.acts().contains("PUT " + path + "/territories"));
    page.getByTestId("add-monday").click();
    page.getByTestId("save-availability").click();
    assertThat(page.locator(".act")).containsText("Enregistré");
    assertThat(room.api().served.acts())
        .containsExactly(
            "PUT " + path + "/territories", "PUT " + path + "/availabilities/cardiology");
    assertThat(room.api().served.sent.getFirst().body().toString())
        .isEqualTo("{\"territories\":[\"t-1\"]}");
  }

  @Test
  void kitsAndRoomsAreAddedAndRetired() {
    String kits = "/api/v1/care-homes/home-1/device-kits";
    room.api().served.lay("GET /api/v1/bookings", "{\"items\": []}");
    room.api()
        .served
        .lay(
            "GET " + kits,
            "{\"items\": [{\"id\": \"k-1\", \"name\": \"Valise 1\", \"retired\": false}]}");
    room.api().served.lay("POST " + kits, "{}");
    room.api().served.lay("PUT " + kits + "/k-1", "{}");
    Page page = room.open("claire.dubourg", TABLET);
    page.getByTestId("to-agenda").click();
    page.locator("details.equipment summary").click();
    page.getByTestId("new-device-kits").fill("Valise 2");
    page.getByTestId("new-device-kits").press("Enter");
    Awaitility.await().until(() -> room.api().served.acts().size() == 1);
    page.getByLabel("Retirer Valise 1").click();
    Awaitility.await().until(() -> room.api().served.acts().size() == 2);
    assertThat(room.api().served.sent.getFirst().body().toString()).contains("Valise 2");
    assertThat(room.api().served.sent.getLast().body().toString()).contains("\"retired\":true");
  }

  @Test
  void timesAreLookedForFromADayOnAndInALanguage() {
    laySlots();
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("way-time").check();
    page.getByTestId("send-request").click();
    assertThat(page.getByTestId("slot").first()).isVisible();
    var german =
        page.waitForRequest(
            request -> request.url().contains("language=de"),
            () -> page.getByTestId("wish-language").selectOption("de"));
    assertThat(german.url()).doesNotContain("from=");
    page.waitForRequest(
        request ->
            request.url().contains("from=2031-03-03T23") && request.url().contains("to=2031-03-10"),
        () -> {
          page.getByTestId("wish-from").fill("2031-03-04");
          page.getByTestId("wish-from").blur();
        });
  }

  @Test
  void aCoordinatorMovesABookingOfSomebodySheDoesNotKnowByName() {
    laySlots();
    room.api()
        .served
        .lay(
            "GET /api/v1/bookings/b-1",
            """
            {"id": "b-1", "state": "booked", "specialty": "cardiology", "physician": %s,
             "resident": "%s", "careHome": {"id": "home-1", "name": "EHPAD Les Tilleuls",
             "zone": "Europe/Paris"}, "start": "%s", "end": "%s"}\
            """
                .formatted(PHYSICIAN, Ward.MARGUERITE, start, start.plusSeconds(1_200)));
    Page page = room.open("sophie.lagrange", DESK);
    room.go(page, "#/bookings/b-1/time");
    assertThat(page.getByTestId("slot").first()).isVisible();
    assertThat(page.locator(".who")).containsText("EHPAD Les Tilleuls");
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
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
