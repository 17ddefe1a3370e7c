package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nurses and physicians do around a consultation: agree, refuse, waive, record, equip. */
final class ActsIT {
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void consentIsAskedAtTheBedsideWhereNoneWasGiven() {
    String asked = asked();
    room.ward().tell(asked, "consent", "null");
    room.ward().accept(asked, physician());
    room.api()
        .served
        .lay(
            "POST /api/v1/consultations/" + asked + "/readiness",
            room.ward().consultation(asked, nurse()).toString());
    Page page = at("claire.dubourg", asked, TABLET);
    assertThat(page.getByTestId("bedside-consent")).containsText("Pas encore recueilli");
    page.getByTestId("confirm-birth-name").check();
    page.getByTestId("confirm-birth-date").check();
    assertThat(page.getByTestId("ready")).isDisabled();
    page.getByTestId("confirm-consent").check();
    page.getByTestId("bedside-giver").selectOption("guardian");
    Looks.picture(page, "readiness-consent");
    page.getByTestId("ready").click();
    Awaitility.await().until(() -> !room.api().served.sent.isEmpty());
    assertThat(room.api().served.sent.getLast().body().toString())
        .contains("\"consent\":{\"givenBy\":\"guardian\"}");
  }

  @Test
  void aConsentTakenBackEndsTheCallOnTheOtherSideToo() {
    String asked = inSession();
    room.ward().tell(asked, "extraActions", "[\"withdraw-consent\"]");
    Page page = at("helene.vasseur", asked, DESK);
    page.getByTestId("join").click();
    assertThat(page.getByTestId("call-state")).isVisible();
    page.getByTestId("withdraw-consent").click();
    assertThat(page.getByTestId("confirm-withdraw-consent")).isDisabled();
    page.getByTestId("withdraw-consent-resident").check();
    assertThat(page.getByTestId("confirm-withdraw-consent")).isEnabled();
    Looks.picture(page, "withdraw-consent");
    room.api()
        .served
        .lay(
            "POST /api/v1/consultations/" + asked + "/consent/withdrawal",
            room.ward().consultation(asked, physician()).toString());
    page.getByTestId("confirm-withdraw-consent").click();
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(room.api().served.sent.getLast().body().toString())
        .isEqualTo("{\"withdrawnBy\":\"resident\"}");
    room.ward().become(asked, "refused-by-patient", "leftAt", nurse());
    assertThat(page.getByTestId("call-state")).hasCount(0);
  }

  @Test
  void theNurseSaysWhyTheDossierStaysIncomplete() {
    room.api()
        .served
        .lay(
            "GET /api/v1/checklists/geriatrics",
            """
            {"items": [{"code": "since", "label": "Depuis quand ?", "kind": "text",
             "required": true}]}\
            """);
    String asked = asked();
    room.ward().tell(asked, "checklist", "{\"answers\": {}, \"missing\": [\"since\"]}");
    room.ward().tell(asked, "nurseActions", "[\"answer-checklist\", \"waive-checklist\"]");
    Page page = at("claire.dubourg", asked, TABLET);
    String waiver = "POST /api/v1/consultations/" + asked + "/checklist/waiver";
    room.ward()
        .tell(
            asked,
            "checklist",
            """
            {"answers": {}, "missing": ["since"],
             "waiver": {"reason": "Personne ne le sait.", "at": "2026-11-21T10:00:00Z"}}\
            """);
    JsonObject waived = room.ward().consultation(asked, nurse());
    waived.addProperty("version", 99);
    room.api().served.lay(waiver, waived.toString());
    page.getByTestId("waiver").click();
    assertThat(page.getByTestId("confirm-waiver")).isDisabled();
    page.getByTestId("waiver-reason").fill("Personne ne le sait.");
    page.getByTestId("confirm-waiver").click();
    assertThat(page.getByTestId("dossier").getByText("Personne ne le sait.")).isVisible();
    assertThat(page.getByTestId("waiver")).hasCount(0);
    assertThat(sent()).isEqualTo("{\"reason\":\"Personne ne le sait.\"}");
  }

  @Test
  void aColleagueRefusesToTakeOverAndSaysWhy() {
    String asked = inSession();
    room.ward()
        .tell(
            asked,
            "handOver",
            """
            {"to": {"id": "person-helene.vasseur", "displayName": "Dr Hélène Vasseur"},
             "reason": "Fin de garde.", "since": "%s"}\
            """
                .formatted(Instant.now()));
    String refusal = "POST /api/v1/consultations/" + asked + "/hand-over/refusal";
    room.api().served.lay(refusal, room.ward().consultation(asked, physician()).toString());
    Page page = at("helene.vasseur", asked, DESK);
    assertThat(page.getByTestId("hand-over-proposed")).containsText("Fin de garde.");
    page.getByTestId("refuse-hand-over").click();
    assertThat(page.getByTestId("confirm-refuse-hand-over")).isDisabled();
    page.getByTestId("refuse-hand-over-reason").fill("En consultation.");
    page.getByTestId("confirm-refuse-hand-over").click();
    Awaitility.await().until(() -> room.api().served.acts().contains(refusal));
    assertThat(sent()).isEqualTo("{\"reason\":\"En consultation.\"}");
  }

  @Test
  void aPhysicianRefusesAnOfferAndItRingsNoMore() {
    String asked = asked();
    room.api()
        .served
        .lay(
            "GET /api/v1/oncall/offers",
            """
            {"items": [{"consultation": "%s", "expiresAt": "%s", "urgency": "today",
             "specialty": "geriatrics", "careHome": "EHPAD Les Tilleuls", "waitingSince": "%s"}]}\
            """
                .formatted(asked, Instant.now().plusSeconds(45), Instant.now()));
    String refusal = "POST /api/v1/oncall/offers/" + asked + "/refusal";
    room.api().served.lay(refusal, "{}");
    Page page = room.open("helene.vasseur", DESK);
    page.getByTestId("refuse-offer").waitFor();
    room.api().served.lay("GET /api/v1/oncall/offers", "{\"items\": []}");
    page.getByTestId("refuse-offer").click();
    assertThat(page.locator("dialog.offer[open]")).hasCount(0);
    assertThat(room.api().served.acts()).contains(refusal);
  }

  @Test
  void aKitIsAddedToTheHomeAndOneIsRetired() {
    String kits = "/api/v1/care-homes/home-1/device-kits";
    room.api()
        .served
        .lay("GET " + kits, "{\"items\": [{\"id\": \"k-1\", \"name\": \"Chariot 1\"}]}");
    room.api().served.lay("GET /api/v1/care-homes/home-1/rooms", "{\"items\": []}");
    room.api().served.lay("GET /api/v1/bookings", "{\"items\": []}");
    room.api().served.lay("POST " + kits, "{}");
    room.api().served.lay("PUT " + kits + "/k-1", "{}");
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/agenda");
    page.locator("details.equipment summary").click();
    assertThat(page.getByText("Chariot 1")).isVisible();
    page.getByTestId("new-device-kits").fill("Chariot 2");
    page.locator("form:has([data-testid=new-device-kits]) button").click();
    Awaitility.await().until(() -> room.api().served.acts().contains("POST " + kits));
    assertThat(sent()).isEqualTo("{\"name\":\"Chariot 2\"}");
    assertThat(page.getByTestId("new-device-kits")).hasValue("");
    page.getByLabel("Chariot 1").click();
    Awaitility.await().until(() -> room.api().served.acts().contains("PUT " + kits + "/k-1"));
    assertThat(sent()).isEqualTo("{\"name\":\"Chariot 1\",\"retired\":true}");
  }

  @Test
  void inWhichLanguageSheIsSpokenToIsToldOnHerPage() {
    String resident = "/api/v1/residents/" + Ward.MARGUERITE;
    room.api().served.lay("GET " + resident + "/appointments", "{\"items\": []}");
    room.api().served.lay("PUT " + resident + "/language", "{\"language\": \"rcf\"}");
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/residents/" + Ward.MARGUERITE);
    page.getByTestId("resident-language").selectOption("rcf");
    Awaitility.await()
        .until(() -> room.api().served.acts().contains("PUT " + resident + "/language"));
    assertThat(sent()).isEqualTo("{\"language\":\"rcf\"}");
    assertThat(page.getByTestId("resident-language")).hasValue("rcf");
  }

  @Test
  void aSoundIsRecordedAtTheBedsideAndJoinsTheDossier() {
    String asked = asked();
    Page page = at("claire.dubourg", asked, TABLET);
    page.getByTestId("record-sound").click();
    page.getByTestId("start-recording").click();
    assertThat(page.locator("chevet-sound-recorder chevet-elapsed"))
        .hasText(Pattern.compile("[1-9][0-9]* s"));
    page.getByTestId("stop-recording").click();
    page.getByTestId("attach").click();
    Awaitility.await().until(() -> !room.api().tus.files.isEmpty());
    Tus.File file = room.api().tus.files.values().iterator().next();
    assertThat(file.metadata).containsEntry("kind", "sound").containsKey("takenat");
    assertThat(file.metadata.get("filetype")).startsWith("audio/");
    Awaitility.await().until(() -> file.bytes.size() > 0 && file.bytes.size() == file.length);
    assertThat(page.locator(".files audio")).isVisible();
  }

  private String sent() {
    return room.api().served.sent.getLast().body().toString();
  }

  private String asked() {
    return Ward.text(
        room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chutes.", 30), "id");
  }

  private String inSession() {
    String asked = asked();
    room.ward().accept(asked, physician());
    room.ward().become(asked, "in-session", "sessionStartedAt", physician());
    return asked;
  }

  private JsonObject nurse() {
    return room.ward().person("claire.dubourg");
  }

  private JsonObject physician() {
    return room.ward().person("helene.vasseur");
  }

  private Page at(String userName, String consultation, int... size) {
    Page page = room.open(userName, size);
    room.go(page, "#/consultations/" + consultation);
    page.getByTestId("state").first().waitFor();
    return page;
  }
}
