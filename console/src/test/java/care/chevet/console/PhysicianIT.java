package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a physician does, from the queue to the signed report. */
final class PhysicianIT {
  private final Room room = new Room();
  private final JsonObject physician = room.ward().person("helene.vasseur");

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void seesANewRequestWithoutReloadingAndTakesIt() {
    Page page = room.open("helene.vasseur", DESK);
    assertThat(page.getByText("Personne n’attend")).isVisible();
    String asked = asked(Ward.MARGUERITE, "today");
    assertThat(page.getByTestId("queue")).containsText("Marguerite Tournesol");
    page.getByTestId("accept-" + asked).click();
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "accepted");
  }

  @Test
  void isToldWhenAnotherWasQuicker() {
    String asked = asked(Ward.MARGUERITE, "today");
    Page page = room.open("helene.vasseur", DESK);
    room.api().served.refuseNext(Golden.read("problem.json").toString());
    page.getByTestId("accept-" + asked).click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("Un autre médecin a accepté cette demande.");
  }

  @Test
  void lookingAtWhatAColleagueFollowsIsToldSo() {
    String asked = asked(Ward.MARGUERITE, "today");
    Page page = room.open("sophie.lagrange", DESK);
    room.go(page, "#/consultations/" + asked);
    assertThat(page.getByText("Cette demande est suivie par un autre médecin.")).isVisible();
  }

  @Test
  void seesTheMostUrgentFirstAndTheHourOverThere() {
    asked(Ward.MARGUERITE, "this-week");
    asked(Ward.ODETTE, "immediate");
    asked("r-309", "today");
    Page page = room.open("helene.vasseur", DESK);
    assertThat(page.getByTestId("queue").locator("li strong"))
        .containsText(
            new String[] {"Odette Coquelicot", "Rose-May Vanille", "Marguerite Tournesol"});
    assertThat(page.getByTestId("queue")).containsText("sur place");
  }

  @Test
  void readsTheHospitalsRecordWithItsSource() {
    room.ward().hospitalRecord(Ward.MARGUERITE, Golden.read("hospital-record.json"));
    Page page = atWork(asked(Ward.MARGUERITE, "today"));
    assertThat(page.getByTestId("allergies")).containsText("amoxicilline");
    assertThat(page.getByTestId("medicines")).containsText("Paracétamol 500 mg");
    assertThat(page.getByTestId("hospital-record")).containsText("Centre hospitalier de la Brenne");
    assertThat(page.locator(".allergy-strip")).containsText("amoxicilline");
  }

  @Test
  void writesConcludesAndSignsThenSeesItDelivered() {
    String asked = asked(Ward.MARGUERITE, "today");
    Page page = atWork(asked);
    page.getByTestId("report-text").fill("Examen rassurant.");
    assertThat(page.getByTestId("report-saved")).containsText("Enregistré");
    assertThat(page.getByTestId("sign")).isDisabled();
    page.getByTestId("conclude").click();
    page.getByTestId("report-text").fill("Examen rassurant. ECBU ce jour.");
    page.getByTestId("sign").click();
    assertThat(page.locator("dialog.signing")).containsText("Marguerite Tournesol");
    assertThat(page.locator("dialog.signing")).containsText("ECBU ce jour.");
    page.getByTestId("confirm-sign").click();
    assertThat(page.getByTestId("pdf")).hasAttribute("href", pdfOf(asked));
    assertThat(page.getByTestId("delivery")).containsText("Envoi en cours");
    room.ward().deliver(asked);
    assertThat(page.getByTestId("delivery")).containsText("Centre hospitalier de la Brenne");
    assertThat(page.getByTestId("delivery")).containsText("reçu");
  }

  @Test
  void losesNoWordOfTheReportInAnOutage() {
    String asked = asked(Ward.MARGUERITE, "today");
    Page page = atWork(asked);
    page.getByTestId("report-text").waitFor();
    room.api().cut();
    page.getByTestId("report-text").fill("Rien à signaler.");
    assertThat(page.getByTestId("report-saved")).containsText("Gardé sur cet ordinateur");
    page.reload();
    room.api().mend();
    assertThat(page.getByTestId("report-text")).hasValue("Rien à signaler.");
    assertThat(page.getByTestId("report-saved")).containsText("Enregistré");
    assertThat(room.ward().consultation(asked, physician).getAsJsonObject("report").toString())
        .contains("Rien à signaler.");
  }

  private String asked(String resident, String urgency) {
    return Ward.text(
        room.ward().waiting(resident, "geriatrics", urgency, "Chutes répétées.", 60), "id");
  }

  private Page atWork(String asked) {
    room.ward().accept(asked, physician);
    room.ward().become(asked, "in-session", "sessionStartedAt", physician);
    Page page = room.open("helene.vasseur", DESK);
    room.go(page, "#/consultations/" + asked);
    return page;
  }

  private static String pdfOf(String consultation) {
    return "/api/v1/consultations/" + consultation + "/reports/1/pdf";
  }
}
