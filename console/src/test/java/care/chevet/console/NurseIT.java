package care.chevet.console;

import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a nurse does, and what she may rely on when the network does not. */
final class NurseIT {
  private static final String REQUESTS = "POST /api/v1/consultations ";
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void signsInThroughTheDoorAndOutAgain() {
    Page page = room.door(TABLET);
    page.getByTestId("sign-in").click();
    page.getByText("claire.dubourg").click();
    assertThat(page.getByTestId("resident-" + Ward.MARGUERITE)).containsText("Tournesol");
    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
  }

  @Test
  void asksForADoctorWithWhatShesMeasured() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("send-request").click();
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "requested");

    JsonObject asked = onlyConsultation();
    assertThat(Ward.text(asked, "specialty")).isEqualTo("geriatrics");
    assertThat(Ward.text(asked, "question")).isEqualTo(NurseSteps.QUESTION);
    assertThat(asked.getAsJsonArray("vitals").toString())
        .contains("\"systolicMmHg\":142", "\"diastolicMmHg\":78", "\"beatsPerMinute\":88")
        .contains("\"celsius\":37.4", "\"percent\":95", "measuredAt");
    assertThat(asked.getAsJsonObject("consent").toString()).startsWith("{\"givenBy\":\"resident\"");
  }

  @Test
  void findsWhatSheTypedAfterAReload() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.reload();
    assertThat(page.getByTestId("question")).hasValue(NurseSteps.QUESTION);
    assertThat(page.getByTestId("temperature")).hasValue("37,4");
    assertThat(page.getByTestId("specialty-geriatrics")).isChecked();
  }

  @Test
  void isToldWhatIsMissingOrImplausibleBeforeAnythingIsSent() {
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/residents/" + Ward.ODETTE + "/request");
    page.getByTestId("bp-systolic").fill("700");
    page.getByTestId("send-request").click();
    assertThat(page.locator("#bp-systolic-fault")).containsText("entre 40 et 300");
    assertThat(page.getByTestId("specialty-general-medicine")).isFocused();
    assertThat(room.api().writes).isEmpty();
  }

  @Test
  void readsTheServicesOwnSentenceWhenItRefuses() {
    room.api()
        .served
        .refuseNext(
            """
            {"status": 409, "code": "already_requested", "title": "Demande déjà ouverte",
             "detail": "Une demande est déjà ouverte pour ce résident."}\
            """);
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("send-request").click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("Une demande est déjà ouverte pour ce résident.");
  }

  @Test
  void losesNoRequestInAnOutageEvenAcrossAReload() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    room.api().cut();
    page.getByTestId("send-request").click();
    assertThat(page.getByTestId("connection-cut")).containsText("nouvelle tentative");
    assertThat(page.locator(".act .fine")).containsText("gardée ici");
    page.reload();
    room.api().mend();
    room.go(page, "#/");
    assertThat(page.locator("a.row.under-way")).containsText("Tournesol");
    onlyConsultation();
  }

  @Test
  void asksOnceWhenTheAnswerWasLostOnItsWay() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    room.api().loseAnswers();
    page.getByTestId("send-request").click();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> room.api().writes.stream().filter(w -> w.startsWith(REQUESTS)).count() >= 2);
    room.api().mend();
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "requested");
    assertThat(room.api().writes.stream().filter(w -> w.startsWith(REQUESTS)).distinct().count())
        .as("one key for one intent")
        .isEqualTo(1);
    onlyConsultation();
  }

  @Test
  void seesTheDoctorsAnswerAtOnceAndConfirmsTwoTraits() {
    String asked = asked();
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/consultations/" + asked);
    assertThat(page.getByText("Nous cherchons un médecin")).isVisible();
    room.ward().accept(asked, room.ward().person("helene.vasseur"));
    assertThat(page.getByText("Dr Hélène Vasseur a répondu")).isVisible();
    page.getByTestId("confirm-birth-name").check();
    assertThat(page.getByTestId("ready")).isDisabled();
    page.getByTestId("confirm-birth-date").check();
    assertThat(page.getByTestId("ready")).isDisabled();
    page.getByTestId("confirm-consent").check();
    page.getByTestId("ready").click();
    assertThat(page.getByTestId("join")).isVisible();
  }

  @Test
  void addsAMeasurementAtTheBedside() {
    String asked = asked();
    room.ward().accept(asked, room.ward().person("helene.vasseur"));
    room.ward().become(asked, "at-bedside", "bedsideAt", room.ward().person("claire.dubourg"));
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/consultations/" + asked);
    page.getByTestId("record-vitals").click();
    page.getByTestId("more-spo2").fill("91");
    page.getByTestId("send-vitals").click();
    assertThat(page.getByTestId("vitals")).containsText("91");
  }

  @Test
  void cancelsWithAReason() {
    String asked = asked();
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/consultations/" + asked);
    page.getByTestId("cancel").click();
    page.getByTestId("cancel-reason").fill("Le SAMU est venu.");
    page.getByTestId("confirm-cancel").click();
    assertThat(page.getByText("Cette demande est annulée")).isVisible();
    assertThat(page.getByText("Claire Dubourg : Le SAMU est venu.")).isVisible();
  }

  @Test
  void keepsNothingOnTheTabletAfterSigningOut() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
    assertThat((String) page.evaluate("JSON.stringify(localStorage)")).doesNotContain("Chutes");
  }

  @Test
  void readsTheScreensInEnglish() {
    Page page = room.open("claire.dubourg", TABLET);
    page.getByTestId("language").click();
    assertThat(page.getByText("Your residents")).isVisible();
    page.reload();
    assertThat(page.getByText("Your residents")).isVisible();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
  }

  private String asked() {
    return Ward.text(
        room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chutes.", 5), "id");
  }

  private JsonObject onlyConsultation() {
    var all = room.ward().consultationsSeenBy(room.ward().person("claire.dubourg"));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
