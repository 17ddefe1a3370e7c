package care.chevet.signaling;

import static care.chevet.signaling.Watching.eventually;
import static care.chevet.signaling.Watching.framesGoOn;
import static care.chevet.signaling.Watching.inCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the call client does when the line, the server or the other side misbehaves. */
final class CallRepairIT {
  private static Running running;
  private static BadLine line;
  private static Pages pages;
  private Page nurse;
  private Page physician;

  @BeforeAll
  static void start() {
    running = new Running();
    line = new BadLine(running::port);
    pages = new Pages(running, line::port);
  }

  @AfterAll
  static void stop() {
    pages.close();
    line.close();
    running.close();
  }

  @BeforeEach
  void bothAreInCall() {
    String room = UUID.randomUUID().toString();
    nurse = pages.open(room, Person.NURSE);
    physician = pages.open(room, Person.PHYSICIAN);
    inCall(nurse);
    inCall(physician);
  }

  @AfterEach
  void bothGo() {
    line.silence(false);
    line.refuse(false);
    nurse.close();
    physician.close();
  }

  private static String pc() {
    return "[...chevetCall.peerConnections().values()][0]";
  }

  @Test
  void iceRestartKeepsThePeerConnectionAndTheMedia() {
    nurse.evaluate("window.before = " + pc() + "; window.ufrag = before.localDescription.sdp");
    nurse.evaluate("before.restartIce()");
    String fragment = "match(/ice-ufrag:(\\S+)/)[1]";
    eventually(
        nurse,
        "before.signalingState === 'stable' && before.localDescription.sdp."
            + fragment
            + " !== ufrag."
            + fragment);
    framesGoOn(nurse);
    framesGoOn(physician);
    assertThat(nurse.evaluate(pc() + " === before")).isEqualTo(true);
  }

  @Test
  void offersOfBothAtOnceEndInOneCall() {
    for (int i = 0; i < 5; i++) {
      nurse.evaluate(pc() + ".restartIce()");
      physician.evaluate(pc() + ".restartIce()");
      for (Page page : List.of(nurse, physician)) {
        eventually(page, pc() + ".signalingState === 'stable'");
      }
    }
    framesGoOn(nurse);
    framesGoOn(physician);
    assertThat(nurse.evaluate("window.problems.length")).isEqualTo(0);
  }

  @Test
  void aPeerConnectionThatDiedIsBuiltAnew() {
    nurse.evaluate("window.before = " + pc() + "; before.close()");
    eventually(nurse, Duration.ofSeconds(60), pc() + " !== before");
    eventually(nurse, Duration.ofSeconds(60), "chevetCall.state === 'connected'");
    framesGoOn(nurse);
    framesGoOn(physician);
  }

  @Test
  void mediaGoesOnThroughALongHalfOpenPathAndWhatWasSaidArrives() {
    line.silence(true);
    physician.evaluate("chevetCall.setMuted(true)");
    framesGoOn(nurse);
    // Longer than a client waits before it gives a silent socket up.
    eventually(nurse, Duration.ofSeconds(25), "!window.chevetLinkLive");
    line.cut();
    line.silence(false);
    eventually(nurse, "chevetCall.participants.find(p => !p.self).media.muted === true");
    assertThat(nurse.evaluate("chevetCall.state")).isEqualTo("connected");
  }

  @Test
  void whoIsAskedToGoComesBackByItself() {
    nurse.evaluate("window.session = chevetCall.participants[0].session");
    running.server().listener().goAway();
    physician.evaluate("chevetCall.setCameraOff(true)");
    eventually(nurse, "chevetCall.participants.find(p => !p.self).media.cameraOff === true");
    assertThat(nurse.evaluate("chevetCall.participants[0].session === session")).isEqualTo(true);
    assertThat(nurse.evaluate("chevetCall.state")).isEqualTo("connected");
  }

  @Test
  void anExamCameraAndAStethoscopeReachTheOtherSideUnderTheirNames() {
    nurse.evaluate(
        """
        (async () => {
          const { openExamCamera, openStethoscope } = await import('/call/instruments.js');
          const camera = await openExamCamera(chevetCall.localTracks('video'));
          const heart = await openStethoscope();
          window.heart = heart.track;
          chevetCall.addTrack('exam-camera', camera.track, camera.stream);
          chevetCall.addTrack('stethoscope', heart.track, heart.stream);
        })()\
        """);
    eventually(physician, "window.tracks['exam-camera'] && window.tracks['stethoscope']");
    assertThat(
            nurse.evaluate(
                """
                (({ echoCancellation, noiseSuppression, autoGainControl }) =>
                    !echoCancellation && !noiseSuppression && !autoGainControl)(heart.getSettings())\
                """))
        .isEqualTo(true);
    eventually(
        physician,
        "%s.getReceivers().filter(r => r.track.kind === 'video' && r.track.readyState === 'live').length === 2"
            .formatted(pc()));
    framesGoOn(physician);
    nurse.evaluate("chevetCall.removeTrack('exam-camera')");
    framesGoOn(nurse);
    assertThat(physician.evaluate("window.problems.length")).isEqualTo(0);
  }

  @Test
  void soundAloneStopsThePictureAndIsRecordedAndComesBack() {
    physician.evaluate("chevetCall.setSoundAlone(true)");
    String sending =
        pc()
            + ".getSenders().find(s => s.track?.kind === 'video').getParameters().encodings[0].active";
    eventually(nurse, sending + " === false");
    eventuallyRecorded("T1", "user");
    physician.evaluate("chevetCall.setSoundAlone(false)");
    eventually(nurse, sending + " === true");
    eventuallyRecorded("T3", "user");
    framesGoOn(physician);
  }

  private void eventuallyRecorded(String tier, String reason) {
    String session = (String) physician.evaluate("chevetCall.participants[0].session");
    await()
        .until(() ->
            running.backend.events().stream()
                .anyMatch(event ->
                    event.path("type").stringValue().equals("quality")
                        && event.path("session").stringValue().equals(session)
                        && event.path("tier").stringValue("").equals(tier)
                        && event.path("reason").stringValue("").equals(reason)));
  }
}
