package care.chevet.console;

import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The call on the screen: it stays, whatever happens around it. */
final class CallIT {
  private static final String CONNECTED = "[data-testid=call-state][data-state=connected]";
  private final Room room = new Room();
  private String asked = "";

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void showsBothPicturesAndTheControls() {
    Page page = inCall();
    assertThat(page.getByTestId("self-view")).isVisible();
    assertThat(
            (boolean)
                page.evaluate(
                    "document.querySelector('[data-testid=remote-video]').srcObject.active"))
        .isTrue();
    page.getByTestId("mute").click();
    assertThat(page.getByTestId("mute")).hasAttribute("aria-pressed", "true");
    page.getByTestId("camera").click();
    assertThat(page.getByTestId("self-view")).isHidden();
    page.getByTestId("hang-up").click();
    page.getByTestId("rejoin").click();
    assertThat(page.locator(CONNECTED)).isVisible();
  }

  @Test
  void keepsTheVeryVideoWhenTheServiceAndTheSessionAreLost() {
    Page page = inCall();
    page.evaluate("window.seen = document.querySelector('[data-testid=remote-video]')");
    room.api().cut();
    assertThat(page.getByTestId("connection-cut")).isVisible();
    assertThat(page.getByTestId("remote-video")).isVisible();
    room.api().mend();
    assertThat(page.getByTestId("connection-cut")).isHidden();
    room.api().expireSessions();
    assertThat(page.getByTestId("sign-in-again")).isVisible();
    room.ward().become(asked, "in-session", "sessionStartedAt", nurse());
    assertThat(stillTheSame(page)).isTrue();
    Page aside = page.waitForPopup(() -> page.getByTestId("sign-in-again").click());
    aside.getByText("claire.dubourg").click();
    assertThat(page.getByTestId("sign-in-again")).isHidden();
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "in-session");
    assertThat(stillTheSame(page)).isTrue();
  }

  @Test
  void keepsTheVideoWhenTheConsultationIsConcluded() {
    Page page = inCall();
    page.evaluate("window.seen = document.querySelector('[data-testid=remote-video]')");
    room.ward().become(asked, "concluded", "concludedAt", nurse());
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "concluded");
    assertThat(stillTheSame(page)).isTrue();
  }

  @Test
  void letsTheNurseGoWhenTheConsultationIsOverAndThePhysicianHasLeftThoughAGuestHasNot() {
    Page page = inCall();
    page.evaluate("chevetCall.meet('Ana Duarte', 'interpreter')");
    page.evaluate("chevetCall.depart()");
    assertThat(page.locator(CONNECTED)).isVisible();
    room.ward().become(asked, "concluded", "concludedAt", nurse());
    assertThat(page.getByTestId("hang-up")).isHidden();
    assertThat(page.getByTestId("state").first()).hasAttribute("data-state", "concluded");
  }

  @Test
  void rejoinsByItselfAfterAReload() {
    Page page = inCall();
    page.reload();
    assertThat(page.locator(CONNECTED)).isVisible();
  }

  @Test
  void isNotLeftByAStrayLink() {
    Page page = inCall();
    page.evaluate("location.hash = '#/'");
    assertThat(page.getByTestId("hang-up")).isFocused();
    assertThat(page.locator(CONNECTED)).isVisible();
    assertThat(page.url()).endsWith("#/consultations/" + asked);
  }

  @Test
  void explainsARefusedCameraAndGoesOnWithoutIt() {
    room.opening =
        """
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (wanted) =>
          wanted.video ? Promise.reject(new DOMException('', 'NotAllowedError')) : open(wanted);
        """;
    Page page = atBedside();
    page.getByTestId("join").click();
    assertThat(page.getByText("La caméra et le micro sont bloqués.")).isVisible();
    page.getByTestId("join-without-camera").click();
    assertThat(page.locator(CONNECTED)).isVisible();
    assertThat(page.getByText("Caméra coupée")).isVisible();
  }

  @Test
  void saysWhatItIsWaitingFor() {
    room.opening = "window.callDoubleStaysAlone = true;";
    Page page = atBedside();
    page.getByTestId("join").click();
    assertThat(page.getByText("Dr Hélène Vasseur va vous rejoindre.")).isVisible();
    page.evaluate("window.chevetCall.pretend('reconnecting')");
    assertThat(page.getByText("Nous rétablissons la liaison. Ne raccrochez pas.")).isVisible();
  }

  @Test
  void asksForATicketAgainOnlyOnceSomebodyIsSignedIn() {
    Page page = atBedside();
    page.getByTestId("join").waitFor();
    room.api().expireSessions();
    page.getByTestId("join").click();
    assertThat(page.getByTestId("sign-in-again").first()).isVisible();
    Page aside = page.waitForPopup(() -> page.getByTestId("sign-in-again").click());
    aside.getByText("claire.dubourg").click();
    assertThat(page.locator(CONNECTED)).isVisible();
  }

  @Test
  void letsInWhoeverKnocks() {
    Page page = inCall();
    page.evaluate(
        """
        window.chevetCall.knocking = [{ session: 's-9', name: 'Inès, interprète' }];
        window.chevetCall.admit = (session) => (window.admitted = session);
        window.chevetCall.dispatchEvent(new CustomEvent('knocking', { detail: {} }));
        """);
    page.getByTestId("admit-s-9").click();
    assertThat(page.evaluate("window.admitted")).isEqualTo("s-9");
  }

  private Page inCall() {
    Page page = atBedside();
    page.getByTestId("join").click();
    Locator connected = page.locator(CONNECTED);
    assertThat(connected).isVisible();
    return page;
  }

  private Page atBedside() {
    asked =
        Ward.text(room.ward().waiting(Ward.MARGUERITE, "geriatrics", "today", "Chutes.", 60), "id");
    room.ward().accept(asked, room.ward().person("helene.vasseur"));
    room.ward().become(asked, "at-bedside", "bedsideAt", nurse());
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/consultations/" + asked);
    return page;
  }

  private JsonObject nurse() {
    return room.ward().person("claire.dubourg");
  }

  private static boolean stillTheSame(Page page) {
    return (boolean)
        page.evaluate(
            "window.seen.isConnected && window.seen.srcObject.active"
                + " && window.chevetCall.state === 'connected'");
  }
}
