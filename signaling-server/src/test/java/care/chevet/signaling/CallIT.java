package care.chevet.signaling;

import static care.chevet.signaling.Watching.eventually;
import static care.chevet.signaling.Watching.framesGoOn;
import static care.chevet.signaling.Watching.inCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The call client in two real browsers against a real server. */
final class CallIT {
  private static Running running;
  private static Pages pages;
  private final String room = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    running = new Running();
    pages = new Pages(running);
  }

  @AfterAll
  static void stop() {
    if (pages != null) {
      pages.close();
    }
    running.close();
  }

  @Test
  void bothSeeAndHearEachOtherAndControlsReachTheOtherSide() {
    try (Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      inCall(nurse);
      inCall(physician);

      nurse.evaluate("chevetCall.setMuted(true)");
      eventually(physician, "chevetCall.participants.find(p => !p.self).media.muted === true");
      assertThat(nurse.evaluate("chevetCall.participants[0].media.muted")).isEqualTo(true);

      nurse.evaluate("chevetCall.hangUp()");
      assertThat(nurse.evaluate("chevetCall.state")).isEqualTo("ended");
      eventually(physician, "chevetCall.state === 'waiting'");
      assertThat(physician.evaluate("chevetCall.participants.length")).isEqualTo(1);
      assertNoProblems(nurse, physician);
    }
  }

  @Test
  void aCrashOfTheServerLeavesTheCallUntouchedAndTheSamePeerConnection() {
    try (Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      inCall(nurse);
      inCall(physician);
      for (Page page : new Page[] {nurse, physician}) {
        page.evaluate(
            """
            window.before = [...chevetCall.peerConnections()][0];
            window.states.length = 0;
            window.self = chevetCall.participants[0].session;\
            """);
      }
      // Both have said so, or what comes late would be counted as of afterwards.
      await().atMost(Duration.ofSeconds(10)).until(() -> mediaConnectedEvents() >= 2);
      int connectedBefore = mediaConnectedEvents();

      running.crashAndRestart();

      framesGoOn(nurse);
      framesGoOn(physician);
      for (Page page : new Page[] {nurse, physician}) {
        eventually(page, "chevetCall.participants[0].session !== window.self");
        eventually(page, "![...chevetCall.peerConnections().keys()].includes(window.before[0])");
        assertThat(page.evaluate("[...chevetCall.peerConnections().values()][0] === before[1]"))
            .isEqualTo(true);
        assertThat(page.evaluate("window.states.length")).isEqualTo(0);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> mediaConnectedEvents() == connectedBefore + 2);

      var _ = nurse.reload();
      inCall(nurse);
      framesGoOn(physician);
      eventually(physician, "[...chevetCall.peerConnections().values()][0] !== before[1]");
    }
  }

  @Test
  void aLostSocketIsTakenUpAgainWithoutANegotiation() {
    try (Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      inCall(nurse);
      inCall(physician);
      String before = (String) nurse.evaluate("chevetCall.participants[0].session");

      running.dropSockets();
      physician.evaluate("chevetCall.setCameraOff(true)");

      eventually(nurse, "chevetCall.participants.find(p => !p.self).media.cameraOff === true");
      assertThat(nurse.evaluate("chevetCall.participants[0].session")).isEqualTo(before);
      assertThat(nurse.evaluate("chevetCall.state")).isEqualTo("connected");
    }
  }

  @Test
  void onePageClosedAndOpenedAgainMeetsTheOtherAgain() {
    try (Page physician = pages.open(room, Person.PHYSICIAN)) {
      try (Page nurse = pages.open(room, Person.NURSE)) {
        inCall(nurse);
        inCall(physician);
      }
      try (Page nurse = pages.open(room, Person.NURSE)) {
        inCall(nurse);
        framesGoOn(physician);
        assertThat(physician.evaluate("chevetCall.participants.length")).isEqualTo(2);
      }
    }
  }

  private int mediaConnectedEvents() {
    return (int)
        running.backend.events().stream()
            .filter(event -> event.path("room").stringValue().equals(room))
            .filter(event -> event.path("type").stringValue().equals("media-connected"))
            .count();
  }

  private static void assertNoProblems(Page... all) {
    for (Page page : all) {
      assertThat((java.util.List<?>) page.evaluate("window.problems")).isEmpty();
    }
  }
}
