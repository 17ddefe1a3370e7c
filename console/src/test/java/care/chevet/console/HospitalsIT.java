package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exchanges with hospitals as an operator, a coordinator and a physician see them. */
final class HospitalsIT {
  private static final String EXCHANGES = "/api/v1/exchanges";
  private static final String MATCHES = "/api/v1/matches";
  private static final String RESIDENT =
      """
      {"id": "r-301", "birthName": "TOURNESOL", "birthGivenNames": ["MARGUERITE", "JEANNE"],
       "usedName": "Tournesol", "usedGivenName": "Marguerite", "birthDate": "1934-05-12",
       "sex": "female", "careHome": "EHPAD Les Tilleuls"}\
      """;
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void anOperatorReadsTheHospitalsOwnWordsAndSendsAgain() {
    layExchanges();
    Page page = room.open("olivier.roche", DESK);
    page.getByTestId("to-exchanges").click();
    assertThat(page.getByTestId("hospital-990000101")).containsText("3 envois en attente");
    assertThat(page.getByTestId("hospital-990000102")).containsText("Injoignable depuis");
    page.getByTestId("dead-letters-990000101").locator("summary").click();
    assertThat(page.getByTestId("dead-letters-7")).containsText("HTTP 400 : champ inconnu");
    page.getByTestId("findings-990000101").locator("summary").click();
    assertThat(page.getByTestId("findings-3")).containsText("Modifié à l’hôpital");
    Looks.picture(page, "exchanges");
    page.getByTestId("dead-letters-7").getByText("Renvoyer").click();
    assertThat(page.locator("#announcements")).hasText("L’envoi repart.");
    page.getByTestId("findings-3").getByText("Rétablir le nôtre").click();
    assertThat(page.locator("#announcements")).hasText("Le nôtre repart vers l’hôpital.");
    assertThat(room.api().served.acts())
        .contains(
            "POST " + EXCHANGES + "/dead-letters/7/replay",
            "POST " + EXCHANGES + "/findings/3/heal");
  }

  @Test
  void aCoordinatorLinksRefusesAndTakesBack() {
    layMatches();
    Page page = room.open("sophie.lagrange", DESK);
    page.getByTestId("to-matches").click();
    assertThat(page.getByTestId("match-p1")).containsText("Même état civil");
    Looks.picture(page, "matches");
    page.getByTestId("match-p1").getByTestId("link").click();
    assertThat(page.locator("#announcements")).containsText("relié");
    page.getByTestId("match-p1").getByTestId("refuse").click();
    assertThat(page.locator("#announcements")).containsText("refusé");
    page.getByTestId("ruling-p2").getByTestId("undo").click();
    assertThat(page.locator("#announcements")).containsText("annulée");
    assertThat(room.api().served.sent)
        .extracting(Served.Sent::what)
        .containsExactly(
            "POST " + MATCHES + "/990000101/p1/link",
            "POST " + MATCHES + "/990000101/p1/refusal",
            "POST " + MATCHES + "/990000101/p2/undoing");
    assertThat(room.api().served.sent.getFirst().body().get("resident").getAsString())
        .isEqualTo("r-301");
  }

  @Test
  void theRecordSaysSinceWhenAHospitalIsNotReachable() {
    JsonObject physician = room.ward().person("helene.vasseur");
    JsonObject resident = room.ward().resident(Ward.MARGUERITE).getAsJsonObject().deepCopy();
    resident.add(
        "unreachableHospitals",
        JsonParser.parseString(
            """
            [{"finess": "990000101", "name": "Centre hospitalier de la Brenne",
              "since": "2026-11-21T08:00:00Z"}]\
            """));
    room.api().served.lay("GET /api/v1/residents/" + Ward.MARGUERITE, resident.toString());
    JsonObject view =
        room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chutes répétées.", 42);
    String asked = Ward.text(view, "id");
    room.ward().accept(asked, physician);
    Page page = room.open("helene.vasseur", TABLET);
    room.go(page, "#/consultations/" + asked);
    assertThat(page.getByTestId("out-of-reach"))
        .containsText("Centre hospitalier de la Brenne : dossier injoignable depuis le");
    Looks.picture(page, "hospital-out-of-reach");
  }

  private void layExchanges() {
    Served served = room.api().served;
    served.lay(
        "GET " + EXCHANGES,
        """
        {"hospitals": [
          {"finess": "990000101", "name": "Centre hospitalier de la Brenne", "configured": true,
           "dialect": "fr-core-2.1.0", "breaker": "closed", "queued": 3, "dead": 1, "findings": 1,
           "oldest": "2026-11-21T09:12:00Z", "lastSuccess": "2026-11-21T10:02:00Z"},
          {"finess": "990000102", "name": "Centre hospitalier du Sud Sauvage", "configured": true,
           "breaker": "open", "queued": 12, "dead": 0, "findings": 0,
           "oldest": "2026-11-21T08:00:00Z", "unreachableSince": "2026-11-21T08:00:00Z",
           "failure": "connexion refusée"}],
         "feedIncidents": 0, "refusedCalls": 0}\
        """);
    served.lay(
        "GET " + EXCHANGES + "/990000101/dead-letters",
        """
        {"items": [{"id": 7, "consultation": "c-1", "reportVersion": 1, "attempts": 1,
          "enqueuedAt": "2026-11-21T09:00:00Z", "buriedAt": "2026-11-21T09:00:01Z",
          "code": "refused", "words": "HTTP 400 : champ inconnu"}]}\
        """);
    served.lay(
        "GET " + EXCHANGES + "/990000101/findings",
        """
        {"items": [{"id": 3, "kind": "foreign-edited", "resourceType": "Encounter",
          "identifier": "urn:uuid:x", "detail": "status", "foundAt": "2026-11-21T02:00:00Z"}]}\
        """);
    served.lay("POST " + EXCHANGES + "/dead-letters/7/replay", "{}");
    served.lay("POST " + EXCHANGES + "/findings/3/heal", "{}");
  }

  private void layMatches() {
    Served served = room.api().served;
    String hospital = "{\"finess\": \"990000101\", \"name\": \"Centre hospitalier de la Brenne\"}";
    served.lay(
        "GET " + MATCHES,
        """
        {"items": [{"hospital": %1$s, "patient": "p1", "outcome": "review",
           "reason": "demographics_alone", "at": "2026-11-21T10:00:00Z", "residents": [%2$s],
           "traits": {"number": "778201", "familyName": "TOURNESOL", "givenNames": ["MARGUERITE"],
             "birthDate": "1934-05-12", "sex": "female"}}],
         "rulings": [{"hospital": %1$s, "patient": "p2", "verdict": "linked",
           "at": "2026-11-21T10:00:00Z", "residents": [%2$s]}]}\
        """
            .formatted(hospital, RESIDENT));
    served.lay("POST " + MATCHES + "/990000101/p1/link", "{}");
    served.lay("POST " + MATCHES + "/990000101/p1/refusal", "{}");
    served.lay("POST " + MATCHES + "/990000101/p2/undoing", "{}");
  }
}
