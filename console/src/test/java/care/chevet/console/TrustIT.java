package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the screens promise when lines are cut, tabs are many and texts are old. */
final class TrustIT {
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void aRequestThatAColleagueTookDuringACutLeavesTheList() {
    String asked = asked(Ward.MARGUERITE);
    Page page = room.open("helene.vasseur", DESK);
    assertThat(page.getByTestId("accept-" + asked)).isVisible();
    room.api().cut();
    assertThat(page.getByTestId("connection-cut")).isVisible();
    room.ward().takeElsewhere(asked);
    room.api().mend();
    assertThat(page.getByTestId("accept-" + asked)).hasCount(0);
    assertThat(room.api().lists)
        .as("only what is open is read again")
        .last()
        .asString()
        .contains("state=requested,");
  }

  @Test
  void twoTabsKeepTheirUnsentRequestsApartAndEachLeavesOnce() {
    Page first = room.open("claire.dubourg", TABLET);
    Page second = first.context().newPage();
    second.navigate(first.url());
    NurseSteps.fill(first, Ward.MARGUERITE);
    NurseSteps.fill(second, Ward.ODETTE);
    room.api().cut();
    first.getByTestId("send-request").click();
    second.getByTestId("send-request").click();
    assertThat(first.getByTestId("connection-cut")).isVisible();
    assertThat(second.getByTestId("connection-cut")).isVisible();
    first.close();
    second.reload();
    room.api().mend();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            room.ward().consultationsSeenBy(room.ward().person("claire.dubourg")).size() == 2);
    assertThat(room.api().writes.stream().distinct().count()).isEqualTo(2);
  }

  @Test
  void aRequestFoundTooLateIsShownAndNeverSentByItself() {
    Page page = room.open("claire.dubourg", TABLET);
    page.evaluate(
        """
        ([name, resident]) => localStorage.setItem(name, JSON.stringify({
          key: 'k', method: 'POST', path: '/api/v1/consultations', body: { resident }, durable: true,
          about: { draft: 'request.' + resident, who: 'Odette Coquelicot' },
          since: Date.now() - 5 * 3600 * 1000,
        }))
        """,
        new Object[] {"chevet.kept.person-claire.dubourg.intent.k", Ward.ODETTE});
    page.reload();
    assertThat(page.getByTestId("request-too-late")).containsText("Odette Coquelicot");
    assertThat(room.api().writes).isEmpty();
    page.getByTestId("request-too-late").getByText("Compris").click();
    assertThat(page.getByTestId("request-too-late")).hasCount(0);
  }

  @Test
  void anOldDraftNeverCoversANewerReport() {
    String asked = asked(Ward.MARGUERITE);
    JsonObject physician = room.ward().person("helene.vasseur");
    room.ward().accept(asked, physician);
    room.ward().become(asked, "in-session", "sessionStartedAt", physician);
    room.ward().write(asked, "Texte du bureau.", physician);
    Page page = room.open("helene.vasseur", DESK);
    page.evaluate(
        "([name]) => localStorage.setItem(name, JSON.stringify({ text: 'Vieux texte.', base: ''"
            + " }))",
        new Object[] {"chevet.kept.person-helene.vasseur.report." + asked});
    room.go(page, "#/consultations/" + asked);
    page.reload();
    assertThat(page.getByTestId("two-texts")).isVisible();
    assertThat(page.getByTestId("report-text")).hasValue("Texte du bureau.");
    assertThat(room.api().writes).isEmpty();
    page.getByTestId("take-kept").click();
    assertThat(page.getByTestId("report-text")).hasValue("Vieux texte.");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> room.api().writes.stream().anyMatch(write -> write.startsWith("PUT ")));
  }

  @Test
  void aNurseOrdersAllOfAResidentsDataWithAReasonAndMayFetchThem() {
    String exports = "/api/v1/residents/" + Ward.MARGUERITE + "/exports";
    room.api()
        .served
        .lay(
            "POST " + exports,
            """
            {"id": "e-1", "archive": "%s/e-1", "until": "2026-11-22T12:00:00Z"}\
            """
                .formatted(exports));
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/residents/" + Ward.MARGUERITE);
    assertThat(page.getByTestId("archive")).hasCount(0);
    page.getByTestId("export").click();
    assertThat(page.getByTestId("confirm-export")).isDisabled();
    page.getByTestId("export-reason").fill("Demande de la résidente.");
    Looks.picture(page, "export");
    page.getByTestId("confirm-export").click();
    assertThat(page.getByTestId("archive")).hasAttribute("href", exports + "/e-1");
    assertThat(room.api().served.sent.getLast().body().get("reason").getAsString())
        .isEqualTo("Demande de la résidente.");
  }

  @Test
  void aCoordinatorErasesWithAReasonAndReadsWhatTheLawKeeps() {
    var served = room.api().served;
    served.lay(
        "POST /api/v1/matches/search",
        """
        {"residents": [{"id": "r-301", "birthName": "TOURNESOL", "birthGivenNames": ["MARGUERITE"],
          "birthDate": "1934-05-12", "sex": "female", "careHome": "EHPAD Les Tilleuls"}]}\
        """);
    served.lay(
        "POST /api/v1/residents/r-301/erasure",
        """
        {"erased": [{"what": "guest-names", "count": 2}, {"what": "notifications", "count": 0}],
         "kept": {"what": "record", "why": "retention", "until": "2046-11-22"}}\
        """);
    Page page = room.open("sophie.lagrange", DESK);
    page.getByTestId("to-personal-data").click();
    page.getByTestId("seek-name").fill("Tournesol");
    page.getByTestId("seek-birthDate").fill("1934-05-12");
    page.getByTestId("seek-start").click();
    page.getByTestId("found-r-301").getByTestId("erase").click();
    assertThat(page.getByTestId("confirm-erase")).isDisabled();
    assertThat(served.sent)
        .extracting(Served.Sent::what)
        .containsExactly("POST /api/v1/matches/search");
    page.getByTestId("erase-reason").fill("Demande de la famille.");
    Looks.picture(page, "erase");
    page.getByTestId("confirm-erase").click();
    assertThat(page.getByTestId("erased")).containsText("Noms d’invités · 2");
    assertThat(page.getByTestId("erased")).not().containsText("Avis adressés");
    assertThat(page.getByTestId("erased")).containsText("22 novembre 2046");
    assertThat(served.sent.getLast().body().get("reason").getAsString())
        .isEqualTo("Demande de la famille.");
  }

  private String asked(String resident) {
    return Ward.text(
        room.ward().waiting(resident, "geriatrics", "today", "Chutes répétées.", 30), "id");
  }
}
