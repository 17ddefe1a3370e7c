package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static care.chevet.console.Room.TABLET;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every page as it looks: pictures in target/, no rule of accessibility broken, nothing cut off.
 */
final class AppearanceIT {
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void theDoor() {
    Page page = room.door(TABLET);
    page.getByTestId("sign-in").waitFor();
    Looks.picture(page, "sign-in");
  }

  @Test
  void theNurseHome() {
    String asked = asked(Ward.MARGUERITE, 95);
    room.ward().accept(asked, room.ward().person("helene.vasseur"));
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("claire.dubourg", scheme, TABLET);
      page.getByTestId("resident-" + Ward.ODETTE).waitFor();
      Looks.picture(page, "nurse-home-" + scheme);
    }
  }

  @Test
  void theRequest() {
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("claire.dubourg", scheme, TABLET);
      NurseSteps.fill(page, Ward.MARGUERITE);
      Looks.picture(page, "request-" + scheme);
    }
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/residents/" + Ward.ODETTE + "/request");
    page.getByTestId("bp-systolic").fill("700");
    page.getByTestId("send-request").click();
    Looks.picture(page, "request-incomplete");
  }

  @Test
  void theWait() {
    String asked = asked(Ward.MARGUERITE, 42);
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("claire.dubourg", scheme, TABLET);
      room.go(page, "#/consultations/" + asked);
      page.getByTestId("state").first().waitFor();
      Looks.picture(page, "waiting-" + scheme);
    }
    room.api().cut();
    Page page = room.open("claire.dubourg", TABLET);
    page.getByText("Chevet ne répond pas").waitFor();
    room.api().mend();
    page.getByTestId("resident-" + Ward.ODETTE).waitFor();
    room.go(page, "#/consultations/" + asked);
    page.getByTestId("state").first().waitFor();
    room.api().cut();
    page.getByTestId("connection-cut").waitFor();
    Looks.picture(page, "waiting-cut");
    room.api().mend();
  }

  @Test
  void theBedside() {
    String asked = asked(Ward.MARGUERITE, 42);
    room.ward().accept(asked, room.ward().person("helene.vasseur"));
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("claire.dubourg", scheme, TABLET);
      room.go(page, "#/consultations/" + asked);
      page.getByTestId("confirm-birth-name").check();
      Looks.picture(page, "readiness-" + scheme);
    }
    room.ward().become(asked, "at-bedside", "bedsideAt", room.ward().person("claire.dubourg"));
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("claire.dubourg", scheme, TABLET);
      room.go(page, "#/consultations/" + asked);
      page.getByTestId("join").waitFor();
      Looks.picture(page, "before-call-nurse-" + scheme);
      page.getByTestId("join").click();
      page.locator("[data-testid=call-state][data-state=connected]").waitFor();
      Looks.picture(page, "call-nurse-" + scheme);
      page.evaluate("window.chevetCall.pretend('reconnecting')");
      Looks.picture(page, "call-nurse-reconnecting-" + scheme);
    }
  }

  @Test
  void thePhysiciansQueue() {
    asked(Ward.MARGUERITE, 250);
    room.ward()
        .waiting(
            Ward.ODETTE,
            "geriatrics",
            "immediate",
            "Essoufflée depuis une heure, agitée, ne veut plus s’allonger.",
            48);
    room.ward()
        .waiting(
            "r-309",
            "geriatrics",
            "this-week",
            "Perte de quatre kilos en un mois, mange peu. Faut-il revoir les traitements ?",
            5_400);
    String mine = asked("r-304", 900);
    room.ward().accept(mine, room.ward().person("helene.vasseur"));
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("helene.vasseur", scheme, DESK);
      page.getByTestId("queue").waitFor();
      Looks.picture(page, "physician-queue-" + scheme);
    }
    Page coordinator = room.open("sophie.lagrange", DESK);
    coordinator.getByTestId("queue").waitFor();
    Looks.picture(coordinator, "coordinator");
  }

  @Test
  void theWorkspace() {
    JsonObject physician = room.ward().person("helene.vasseur");
    room.ward().hospitalRecord(Ward.MARGUERITE, Golden.read("hospital-record.json"));
    String asked = asked(Ward.MARGUERITE, 420);
    room.ward().accept(asked, physician);
    room.ward().become(asked, "at-bedside", "bedsideAt", physician);
    room.ward().become(asked, "in-session", "sessionStartedAt", physician);
    room.ward()
        .write(
            asked,
            """
            Examen à distance en présence de l’infirmière.

            Patiente consciente, désorientée dans le temps. Pas de déficit focal visible. Pas de \
            douleur à la mobilisation des hanches.

            Suspicion d’infection urinaire : ECBU ce jour, hydratation, surveillance de la \
            température matin et soir.\
            """,
            physician);
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("helene.vasseur", scheme, DESK);
      room.go(page, "#/consultations/" + asked);
      page.getByTestId("join").waitFor();
      page.getByTestId("join").click();
      page.locator("[data-testid=call-state][data-state=connected]").waitFor();
      page.getByTestId("hospital-record").waitFor();
      Looks.picture(page, "workspace-" + scheme);
    }
    room.ward().become(asked, "concluded", "concludedAt", physician);
    for (ColorScheme scheme : schemes()) {
      Page page = room.open("helene.vasseur", scheme, DESK);
      room.go(page, "#/consultations/" + asked);
      page.getByTestId("sign").click();
      page.getByTestId("confirm-sign").waitFor();
      Looks.picture(page, "signing-" + scheme);
    }
    room.ward().sign(asked, physician);
    room.ward().deliver(asked);
    Page nurse = room.open("claire.dubourg", TABLET);
    room.go(nurse, "#/consultations/" + asked);
    nurse.getByTestId("pdf").waitFor();
    Looks.picture(nurse, "delivered-nurse");
    Page signed = room.open("helene.vasseur", DESK);
    room.go(signed, "#/consultations/" + asked);
    signed.getByTestId("pdf").waitFor();
    Looks.picture(signed, "delivered-physician");
  }

  @Test
  void theOperator() {
    Page page = room.open("olivier.roche", TABLET);
    page.getByTestId("health-readiness").getByText("Oui").waitFor();
    Looks.picture(page, "operator");
  }

  private String asked(String resident, long secondsAgo) {
    JsonObject view =
        room.ward()
            .waiting(
                resident,
                "geriatrics",
                "today",
                "Chutes répétées depuis trois jours, résidente plus confuse le soir.",
                secondsAgo);
    return Ward.text(view, "id");
  }

  private static List<ColorScheme> schemes() {
    return List.of(ColorScheme.LIGHT, ColorScheme.DARK);
  }
}
