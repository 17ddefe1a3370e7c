package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record opened in an emergency, and the list of who looked at it. */
final class EmergencyIT {
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void aPhysicianSaysWhyAndSeesTheRecord() {
    room.api()
        .served
        .lay(
            "POST /api/v1/emergency-accesses",
            "{\"id\":\"e-1\",\"resident\":\"%s\",\"until\":\"%s\"}"
                .formatted(Ward.ODETTE, Instant.now().plusSeconds(3600)));
    Page page = room.open("helene.vasseur", DESK);
    page.getByTestId("to-emergency").click();
    page.getByTestId("emergency-name").fill("Coquelicot");
    page.getByTestId("emergency-birthDate").fill("1931-02-27");
    page.getByTestId("emergency-reason").fill("urgent");
    assertThat(page.getByTestId("break-glass")).isDisabled();
    page.getByTestId("emergency-reason").fill("Malaise, médecin traitant injoignable.");
    page.getByTestId("break-glass").click();
    assertThat(page.getByTestId("emergency-record")).containsText("Coquelicot");
    assertThat(room.api().served.sent.getFirst().body().get("name").getAsString())
        .isEqualTo("Coquelicot");
    Looks.picture(page, "emergency");
  }

  @Test
  void theNurseSeesWhoLookedAndWhy() {
    room.api()
        .served
        .lay("GET /api/v1/residents/" + Ward.MARGUERITE + "/appointments", "{\"items\":[]}");
    room.api()
        .served
        .lay(
            "GET /api/v1/residents/" + Ward.MARGUERITE + "/accesses",
            """
            {"items": [{"id": 7, "at": "%s", "who": {"displayName": "Dr Louise Benharoun",
              "role": "physician"}, "what": "resident.glass-broken", "subjectKind": "resident",
              "emergency": "Malaise, médecin traitant injoignable.", "from": "192.0.2.9"}]}
            """
                .formatted(Instant.now()));
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/residents/" + Ward.MARGUERITE);
    page.getByTestId("show-looks").click();
    assertThat(page.getByTestId("look")).hasCount(1);
    assertThat(page.getByTestId("look")).containsText("Dr Louise Benharoun");
    assertThat(page.getByTestId("look")).containsText("Malaise, médecin traitant injoignable.");
    assertThat(page.getByTestId("show-looks")).hasCount(0);
    Looks.picture(page, "who-looked");
  }
}
