package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do with a time that is booked: look at it, move it, call it off, set rules aside. */
final class BookedTimesIT {
  private static final String BOOKING = "/api/v1/bookings/b-1";
  private static final String PHYSICIAN =
      """
      {"id": "person-helene.vasseur", "displayName": "Dr Hélène Vasseur", "zone": "Europe/Paris"}\
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
  void aRowSaysWhatClashesWhatGaveWayWhyAndWhoWasTold() {
    lay(
        """
        , "conflicts": [%1$s], "displaced": [%1$s],
          "overrides": [{"at": "%2$s", "by": "Sophie Lagrange", "reason": "Douleur", "start": "%2$s"}]
        """
            .formatted(appointment("dialysis", "planned"), start));
    room.api()
        .served
        .lay(
            "GET /api/v1/reminders",
            """
            [{"channel": "mail", "kind": "made", "to": "Dr Hélène Vasseur", "due": "%1$s",
              "state": "failed", "attempts": 1, "lastError": "smtp_550"},
             {"channel": "in-app", "kind": "reminder", "to": "EHPAD Les Tilleuls", "due": "%1$s",
              "state": "failed", "attempts": 0, "lastError": "too_late"}]
            """
                .formatted(start));
    Page page = agendaOf("claire.dubourg");
    Locator row = page.getByTestId("booking-b-1");
    assertThat(row.getByTestId("clash")).containsText("Dialyse");
    assertThat(row.getByTestId("displaced")).containsText("A fait céder : Dialyse");
    assertThat(row.getByTestId("overridden")).containsText("par Sophie Lagrange : Douleur");
    assertThat(row.locator("a[href='" + BOOKING + "/calendar.ics']")).isVisible();
    row.getByTestId("reminders").locator("summary").click();
    assertThat(row.getByTestId("reminders")).containsText("refuse ce message");
    assertThat(row.getByTestId("reminders")).containsText("Trop tard");
    assertThat(row.getByTestId("reminders")).not().containsText("smtp_");
    Looks.picture(page, "agenda-clash");
  }

  @Test
  void whatWasCalledOffIsShownOnDemandWithWhoWasTold() {
    lay(", \"endReason\": \"Hospitalisée\"", "cancelled");
    room.api().served.lay("GET /api/v1/reminders", "[]");
    Page page = agendaOf("claire.dubourg");
    assertThat(page.getByTestId("booking-b-1")).hasCount(0);
    page.getByTestId("with-over").click();
    assertThat(page.getByTestId("booking-b-1")).containsText("annulé : Hospitalisée");
    page.getByTestId("reminders").locator("summary").click();
    assertThat(page.getByTestId("reminders")).containsText("Rien n’a encore été dit.");
  }

  @Test
  void aNurseKeepsTheTimeAndChangesWhoIsThereWithWhatAndWhere() {
    lay(", \"nurse\": \"person-claire.dubourg\", \"deviceKit\": \"k-1\"");
    layBedside();
    room.api().served.lay("GET /api/v1/slots", "{\"items\": []}");
    room.api().served.lay("POST " + BOOKING + "/move", booking("", "booked"));
    Page page = agendaOf("claire.dubourg");
    page.getByTestId("move").click();
    assertThat(page.getByTestId("keep-time")).hasCount(0);
    page.getByTestId("wish-nurse").selectOption("n-2");
    page.getByTestId("wish-deviceKit").selectOption("");
    page.getByTestId("wish-room").selectOption("c-1");
    page.getByTestId("keep-time").click();
    assertThat(page.getByTestId("hold")).containsText("Nina Nouvelle · Salon");
    page.getByTestId("book").click();
    assertThat(page.getByTestId("agenda")).isVisible();
    assertThat(sent().toString())
        .contains("\"nurse\":\"n-2\"", "\"room\":\"c-1\"", "\"without\":[\"device-kit\"]", start());
  }

  @Test
  void aPhysicianMovesHerOwnToAnotherOfHerTimes() {
    lay("");
    laySlot();
    room.api().served.lay("POST " + BOOKING + "/move", booking("", "booked"));
    Page page = agendaOf("helene.vasseur");
    var asked =
        page.waitForRequest(
            request -> request.url().contains("/slots?"), () -> page.getByTestId("move").click());
    assertThat(asked.url()).contains("physician=person-helene.vasseur").doesNotContain("resident=");
    assertThat(page.getByTestId("wish-nurse")).hasCount(0);
    page.getByTestId("slot").first().click();
    page.getByTestId("book").click();
    assertThat(page.getByTestId("agenda")).isVisible();
    assertThat(sent().toString()).doesNotContain("nurse", "without").contains(start());
  }

  @Test
  void aTimeIsCalledOffWithAReason() {
    lay("");
    room.api().served.lay("POST " + BOOKING + "/cancellation", booking("", "cancelled"));
    Page page = agendaOf("claire.dubourg");
    page.getByTestId("call-off").click();
    assertThat(page.getByTestId("confirm-call-off")).isDisabled();
    page.getByTestId("call-off-reason").fill("Hospitalisée");
    page.getByTestId("confirm-call-off").click();
    Awaitility.await().until(() -> !room.api().served.sent.isEmpty());
    assertThat(sent().toString()).isEqualTo("{\"reason\":\"Hospitalisée\"}");
  }

  @Test
  void aCoordinatorSeesWhatHasToGiveWayBeforeSheSetsTheRulesAside() {
    lay("");
    room.api()
        .served
        .lay(
            "GET /api/v1/residents/" + Ward.MARGUERITE + "/appointments",
            "{\"items\": [%s]}".formatted(appointment("physiotherapy", "planned")));
    room.api().served.lay("POST " + BOOKING + "/move", booking("", "booked"));
    Page page = agendaOf("sophie.lagrange");
    page.getByTestId("override").click();
    assertThat(page.getByTestId("gives-way")).containsText("Kinésithérapie");
    page.getByTestId("override-day").fill("2031-03-04");
    page.getByTestId("override-day").blur();
    assertThat(page.getByTestId("gives-way")).hasCount(0);
    page.getByTestId("override-reason").fill("Aucun autre moment");
    page.getByTestId("confirm-override").click();
    Awaitility.await().until(() -> !room.api().served.sent.isEmpty());
    assertThat(sent().getAsJsonObject("override").toString())
        .isEqualTo("{\"reason\":\"Aucun autre moment\"}");
  }

  @Test
  void aCoordinatorBooksForSomebodySheIsNotToldOf() {
    String consultation = waiting();
    layBedside();
    laySlot();
    String hold =
        "{\"id\": \"b-1\", \"state\": \"held\", \"heldUntil\": \"%s\"}"
            .formatted(Instant.now().plusSeconds(600));
    room.api().served.lay("POST /api/v1/holds", hold);
    room.api().served.lay("POST " + BOOKING + "/confirmation", hold);
    room.api().served.lay("GET /api/v1/bookings", "{\"items\": []}");
    Page page = room.open("sophie.lagrange", DESK);
    page.getByTestId("book-" + consultation).click();
    assertThat(page.getByTestId("slot").first()).isDisabled();
    page.getByTestId("wish-nurse").selectOption("n-2");
    page.getByTestId("slot").first().click();
    page.getByTestId("book").click();
    assertThat(page.getByTestId("agenda")).isVisible();
    JsonObject held = room.api().served.sent.getFirst().body();
    assertThat(held.has("resident")).isFalse();
    assertThat(held.toString()).contains("\"nurse\":\"n-2\"", consultation);
  }

  @Test
  void aCoordinatorBooksOutsideTheRulesWithAReason() {
    String consultation = waiting();
    layBedside();
    laySlot();
    room.api().served.lay("GET /api/v1/physicians", "[" + PHYSICIAN + "]");
    room.api().served.lay("POST /api/v1/bookings", booking("", "booked"));
    room.api().served.lay("GET /api/v1/bookings", "{\"items\": []}");
    room.api()
        .served
        .lay(
            "GET /api/v1/consultations/" + consultation + "/occupied-times",
            """
            {"items": [{"kind": "dialysis", "state": "planned", "start": "2031-03-04T20:00:00Z",
              "end": "2031-03-04T21:00:00Z"}]}
            """);
    Page page = room.open("sophie.lagrange", DESK);
    page.getByTestId("book-" + consultation).click();
    page.getByTestId("wish-nurse").selectOption("n-2");
    page.getByTestId("override").click();
    page.getByTestId("override-physician").selectOption("person-helene.vasseur");
    page.getByTestId("override-day").fill("2031-03-04");
    page.getByTestId("override-day").blur();
    page.getByTestId("override-time").fill("21:15");
    page.getByTestId("override-time").blur();
    assertThat(page.getByTestId("gives-way")).containsText("Dialyse");
    page.getByTestId("override-reason").fill("Personne d’autre");
    page.getByTestId("confirm-override").click();
    assertThat(page.getByTestId("agenda")).isVisible();
    assertThat(sent().toString())
        .contains("2031-03-04T20:15:00", "person-helene.vasseur", "Personne d’autre", consultation);
  }

  private String waiting() {
    return Ward.text(
        room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chute", 60), "id");
  }

  private JsonObject sent() {
    return room.api().served.sent.getLast().body();
  }

  private String start() {
    return start.toString().replace("Z", "");
  }

  private Page agendaOf(String person) {
    Page page = room.open(person, person.equals("claire.dubourg") ? TABLET : DESK);
    page.getByTestId("to-agenda").click();
    return page;
  }

  private void lay(String more) {
    lay(more, "booked");
  }

  private void lay(String more, String state) {
    room.api().served.lay("GET /api/v1/bookings", "{\"items\": [" + booking(more, state) + "]}");
    room.api().served.lay("GET " + BOOKING, booking(more, state));
  }

  private String booking(String more, String state) {
    return """
    {"id": "b-1", "state": "%s", "specialty": "geriatrics", "urgency": "this-week",
     "physician": %s, "resident": "%s", "careHome": {"id": "home-1", "name": "EHPAD Les Tilleuls",
     "zone": "Europe/Paris"}, "start": "%s", "end": "%s"%s}
    """
        .formatted(state, PHYSICIAN, Ward.MARGUERITE, start, start.plusSeconds(1_200), more);
  }

  private String appointment(String kind, String state) {
    return """
    {"id": "a-1", "appointment": "a-1", "kind": "%s", "state": "%s", "start": "%s", "end": "%s"}
    """
        .formatted(kind, state, start, start.plusSeconds(3_600));
  }

  private void layBedside() {
    Served served = room.api().served;
    served.lay(
        "GET /api/v1/care-homes/home-1/nurses",
        """
        {"items": [{"id": "person-claire.dubourg", "name": "Claire Dubourg"},
         {"id": "n-2", "name": "Nina Nouvelle"}]}
        """);
    served.lay(
        "GET /api/v1/care-homes/home-1/device-kits",
        "{\"items\": [{\"id\": \"k-1\", \"name\": \"Valise 1\", \"retired\": false}]}");
    served.lay(
        "GET /api/v1/care-homes/home-1/rooms",
        "{\"items\": [{\"id\": \"c-1\", \"name\": \"Salon\", \"retired\": false}]}");
  }

  private void laySlot() {
    room.api()
        .served
        .lay(
            "GET /api/v1/slots",
            """
            {"items": [{"physician": %s, "reasons": [],
             "slots": [{"start": "%s", "end": "%s"}]}]}
            """
                .formatted(PHYSICIAN, start, start.plusSeconds(1_200)));
  }
}
