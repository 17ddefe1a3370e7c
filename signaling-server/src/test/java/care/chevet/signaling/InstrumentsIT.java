package care.chevet.signaling;

import static care.chevet.signaling.Watching.eventually;
import static care.chevet.signaling.Watching.framesGoOn;
import static care.chevet.signaling.Watching.inCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The buttons of the instruments in two real browsers in a call. */
final class InstrumentsIT {
  private static Running running;
  private static Pages pages;
  private Page nurse;
  private Page physician;

  @BeforeAll
  static void start() {
    running = new Running();
    pages = new Pages(running);
  }

  @AfterAll
  static void stop() {
    pages.close();
    running.close();
  }

  @BeforeEach
  void bothAreInCallWithTheirInstruments() {
    String room = UUID.randomUUID().toString();
    nurse = pages.open(room, Person.NURSE);
    physician = pages.open(room, Person.PHYSICIAN);
    Pages.mountInstruments(nurse);
    Pages.mountInstruments(physician);
    inCall(nurse);
    inCall(physician);
  }

  @AfterEach
  void bothGo() {
    nurse.close();
    physician.close();
  }

  private static String view(String kind, String label) {
    return "document.querySelector('chevet-instruments %s[data-testid$=\"%s\"]')"
        .formatted(kind, label);
  }

  private static String shown(String kind, String label) {
    String view = view(kind, label);
    return "%s && !%s.hidden && %s.currentTime > 0".formatted(view, view, view);
  }

  @Test
  void theExamCameraIsSeenUntilItIsPutAwayAndAgainAfterwards() {
    nurse.getByTestId("exam-camera").click();
    eventually(physician, shown("video", "exam-camera"));
    assertThat(nurse.getByTestId("exam-camera").getAttribute("aria-pressed")).isEqualTo("true");

    nurse.getByTestId("exam-camera").click();
    eventually(physician, view("video", "exam-camera") + ".hidden");
    framesGoOn(physician);

    nurse.getByTestId("exam-camera").click();
    eventually(physician, shown("video", "exam-camera"));
    assertThat(physician.evaluate("window.problems.length")).isEqualTo(0);
  }

  @Test
  void theStethoscopeIsHeardAsItIs() {
    nurse.getByTestId("stethoscope").click();
    eventually(physician, shown("audio", "stethoscope"));
    assertThat(
            nurse.evaluate(
                """
                chevetCall.localTracks('audio').map(track => track.getSettings()).filter(
                  ({ echoCancellation, noiseSuppression, autoGainControl }) =>
                    !echoCancellation && !noiseSuppression && !autoGainControl).length\
                """))
        .isEqualTo(1);
    framesGoOn(physician);
  }

  @Test
  void instrumentsStayInViewWhenTheServerForgotEveryone() {
    nurse.getByTestId("exam-camera").click();
    eventually(physician, shown("video", "exam-camera"));
    physician.evaluate("window.before = " + view("video", "exam-camera") + ".dataset.session");
    running.crashAndRestart();
    eventually(
        physician,
        "%s?.dataset.session !== before && %s"
            .formatted(view("video", "exam-camera"), shown("video", "exam-camera")));
    nurse.evaluate("chevetCall.hangUp()");
    eventually(physician, view("video", "exam-camera") + " === null");
  }

  @Test
  void soundAloneIsOneButtonAwayAndBackAgain() {
    String sending =
        "[...chevetCall.peerConnections().values()][0].getSenders()"
            + ".find(s => s.track?.kind === 'video').getParameters().encodings[0].active";
    physician.getByTestId("sound-alone").click();
    eventually(nurse, sending + " === false");
    assertThat(physician.getByTestId("sound-alone").textContent()).isEqualTo("Remettre l’image");
    physician.getByTestId("sound-alone").click();
    eventually(nurse, sending + " === true");
    framesGoOn(physician);
  }
}
