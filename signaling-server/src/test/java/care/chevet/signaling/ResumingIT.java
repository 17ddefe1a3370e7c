package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sessions that outlive their sockets, over real sockets. */
final class ResumingIT {
  private static Running running;
  private final String room = UUID.randomUUID().toString();
  private Caller physician;
  private Caller nurse;
  private JsonNode physicianWelcome;
  private JsonNode nurseWelcome;

  @BeforeAll
  static void start() {
    running = new Running();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void bothJoin() {
    physician = running.enter(room, Person.PHYSICIAN);
    physicianWelcome = physician.next("welcome");
    nurse = running.enter(room, Person.NURSE);
    nurseWelcome = nurse.next("welcome");
    JsonNode _ = physician.next("joined");
  }

  @AfterEach
  void bothGo() {
    physician.close();
    nurse.close();
  }

  private String nurseSession() {
    return nurseWelcome.path("session").stringValue();
  }

  private Caller nurseResumes(long offset, long seq, long attempt) {
    return Caller.resume(running.port(), nurseWelcome, offset, seq, attempt, "instance-nurse");
  }

  private void nurseIsAway() {
    nurse.drop();
    JsonNode presence = physician.next("presence");
    assertThat(presence.path("online").booleanValue()).isFalse();
  }

  @Test
  void whatWasMissedIsReplayedInOrder() {
    nurseIsAway();
    for (int i = 1; i <= 3; i++) {
      physician.offer(nurseSession(), "a~b.1", i, "v=0 " + i);
    }
    physician.roundTrip();
    try (Caller back = nurseResumes(0, 0, 1)) {
      JsonNode welcome = back.next("welcome");
      assertThat(welcome.path("resume").stringValue()).isEqualTo("full");
      assertThat(welcome.path("generation").longValue()).isEqualTo(2);
      assertThat(welcome.has("participants")).isFalse();
      for (int i = 1; i <= 3; i++) {
        JsonNode description = back.next("description");
        assertThat(description.path("negotiation").intValue()).isEqualTo(i);
        assertThat(description.path("offset").intValue()).isEqualTo(i);
      }
      assertThat(physician.next("presence").path("online").booleanValue()).isTrue();
    }
  }

  @Test
  void whatWasHandledIsNotReplayed() {
    physician.offer(nurseSession(), "a~b.1", 1, "v=0 1");
    long offset = nurse.next("description").path("offset").longValue();
    nurseIsAway();
    physician.offer(nurseSession(), "a~b.1", 2, "v=0 2");
    physician.roundTrip();
    try (Caller back = nurseResumes(offset, 0, 1)) {
      assertThat(back.next("description").path("negotiation").intValue()).isEqualTo(2);
      back.roundTrip();
      assertThat(back.all("description")).hasSize(1);
    }
  }

  @Test
  void aMessageSentAgainIsDroppedNotDoubled() {
    nurse.say("media", "muted", true, "cameraOff", false);
    assertThat(physician.next("media").path("muted").booleanValue()).isTrue();
    nurseIsAway();
    try (Caller back = nurseResumes(0, 2, 1)) {
      assertThat(back.next("welcome").path("ack").longValue()).isEqualTo(1);
      back.sayAs(1, "media", "muted", true, "cameraOff", false);
      back.sayAs(2, "media", "muted", false, "cameraOff", true);
      back.roundTrip();
      assertThat(physician.next("media").path("cameraOff").booleanValue()).isTrue();
      assertThat(physician.all("media")).hasSize(2);
    }
  }

  @Test
  void aForgottenMailboxGivesASnapshotNeverASilentGap() {
    nurseIsAway();
    for (int i = 1; i <= 260; i++) {
      physician.say(
          "candidates",
          "to",
          nurseSession(),
          "pc",
          "a~b.1",
          "negotiation",
          1,
          "candidates",
          List.of(Map.of("candidate", "c" + i)));
      if (i == 1) {
        physician.offer(nurseSession(), "a~b.1", 1, "v=0");
      }
      if (i % 50 == 0) {
        physician.roundTrip();
        await().pollDelay(java.time.Duration.ofMillis(2600)).until(() -> true);
      }
    }
    physician.roundTrip();
    try (Caller back = nurseResumes(0, 0, 1)) {
      JsonNode welcome = back.next("welcome");
      assertThat(welcome.path("resume").stringValue()).isEqualTo("snapshot");
      assertThat(welcome.path("epoch").stringValue())
          .isNotEqualTo(nurseWelcome.path("epoch").stringValue());
      assertThat(welcome.path("offset").longValue()).isZero();
      assertThat(welcome.path("participants")).hasSize(1);
      JsonNode presence = physician.next("presence");
      assertThat(presence.path("missed").booleanValue()).isTrue();
    }
  }

  @Test
  void theOldSecretIsGoodUntilTheClientHasSpoken() {
    nurseIsAway();
    JsonNode second;
    try (Caller lostWelcome = nurseResumes(0, 0, 1)) {
      second = lostWelcome.next("welcome");
    }
    try (Caller back = nurseResumes(0, 0, 2)) {
      JsonNode third = back.next("welcome");
      assertThat(third.path("resume").stringValue()).isEqualTo("full");
      back.roundTrip();
      assertThat(nurseResumes(0, 0, 3).closeCode()).isEqualTo(4004);
      assertThat(Caller.resume(running.port(), second, 0, 0, 4, "instance-nurse").closeCode())
          .isEqualTo(4004);
      back.roundTrip();
    }
  }

  @Test
  void aLateHelloDoesNotDisturbTheSession() {
    nurseIsAway();
    try (Caller back = nurseResumes(0, 0, 5)) {
      JsonNode welcome = back.next("welcome");
      Caller late = Caller.resume(running.port(), welcome, 0, 0, 4, "instance-nurse");
      assertThat(late.closeCode()).isEqualTo(4501);
      back.roundTrip();
      assertThat(back.ended()).isFalse();
    }
  }

  @Test
  void theOlderSocketIsSuperseded() {
    try (Caller back = nurseResumes(0, 0, 1)) {
      JsonNode _ = back.next("welcome");
      assertThat(nurse.closeCode()).isEqualTo(4501);
      physician.offer(nurseSession(), "a~b.1", 1, "v=0");
      JsonNode _ = back.next("description");
    }
  }

  @Test
  void aWrongClaimIsWorthNothing() {
    nurseIsAway();
    JsonNode forged =
        Backend.JSON.valueToTree(
            Map.of(
                "room",
                room,
                "session",
                nurseSession(),
                "secret",
                "wrong",
                "epoch",
                nurseWelcome.path("epoch").stringValue()));
    assertThat(Caller.resume(running.port(), forged, 0, 0, 9, "instance-nurse").closeCode())
        .isEqualTo(4004);
    assertThat(Caller.resume(running.port(), nurseWelcome, 0, 0, 9, "another-page").closeCode())
        .isEqualTo(4004);
    try (Caller back = nurseResumes(0, 0, 1)) {
      assertThat(back.next("welcome").path("resume").stringValue()).isEqualTo("full");
    }
  }

  @Test
  void aSkippedNumberIsToldOnceAndNothingIsLost() {
    nurse.sayAs(1, "media", "muted", true, "cameraOff", false);
    nurse.sayAs(3, "media", "muted", true, "cameraOff", true);
    nurse.sayAs(4, "media", "muted", false, "cameraOff", true);
    JsonNode error = nurse.next("error");
    assertThat(error.path("code").stringValue()).isEqualTo("seq_gap");
    assertThat(error.path("expected").longValue()).isEqualTo(2);
    for (long seq = 2; seq <= 4; seq++) {
      nurse.sayAs(seq, "media", "muted", seq == 2, "cameraOff", seq == 4);
    }
    nurse.roundTrip();
    assertThat(nurse.all("error")).hasSize(1);
    await()
        .until(() -> {
          List<JsonNode> media = physician.all("media");
          return !media.isEmpty() && media.getLast().path("cameraOff").booleanValue();
        });
  }

  @Test
  void aFloodIsSlowedDownNotLost() {
    List<Long> asked = new ArrayList<>();
    for (long seq = 1; seq <= 100; seq++) {
      nurse.sayAs(
          seq,
          "description",
          "to",
          physicianWelcome.path("session").stringValue(),
          "pc",
          "a~b.1",
          "negotiation",
          seq,
          "description",
          Map.of("type", "offer", "sdp", "v=0"));
    }
    JsonNode error = nurse.next("error");
    assertThat(error.path("code").stringValue()).isEqualTo("rate_limited");
    assertThat(error.path("retry").stringValue()).isEqualTo("later");
    asked.add(error.path("expected").longValue());
    nurse.roundTrip();
    assertThat(nurse.all("error")).hasSize(1);
    await().until(() -> physician.all("description").size() == asked.getFirst() - 1);
  }

  @Test
  void candidatesOfAReplacedGatheringAreLeftOut() {
    nurseIsAway();
    String first = "v=0\r\na=ice-ufrag:old1\r\n";
    String second = "v=0\r\na=ice-ufrag:new1\r\n";
    physician.offer(nurseSession(), "a~b.1", 1, first);
    candidate(1, "old1");
    physician.offer(nurseSession(), "a~b.1", 2, second);
    candidate(2, "new1");
    physician.roundTrip();
    try (Caller back = nurseResumes(0, 0, 1)) {
      back.roundTrip();
      assertThat(back.all("description")).hasSize(2);
      assertThat(back.all("candidates")).hasSize(1);
      assertThat(
              back.all("candidates")
                  .getFirst()
                  .path("candidates")
                  .get(0)
                  .path("usernameFragment")
                  .stringValue())
          .isEqualTo("new1");
    }
  }

  private void candidate(int negotiation, String fragment) {
    physician.say(
        "candidates",
        "to",
        nurseSession(),
        "pc",
        "a~b.1",
        "negotiation",
        negotiation,
        "candidates",
        List.of(Map.of("candidate", "c", "usernameFragment", fragment)));
  }

  @Test
  void onlyTheLatestStateWaitsForWhoIsAway() {
    nurseIsAway();
    for (int i = 0; i < 50; i++) {
      physician.say("media", "muted", i % 2 == 0, "cameraOff", true);
    }
    physician.roundTrip();
    try (Caller back = nurseResumes(0, 0, 1)) {
      back.roundTrip();
      assertThat(back.all("media")).hasSize(1);
      assertThat(back.all("media").getFirst().path("muted").booleanValue()).isFalse();
    }
  }

  @Test
  void candidatesWaitForTheirDescription() {
    candidate(1, "early");
    physician.roundTrip();
    assertThat(nurse.all("candidates")).isEmpty();
    physician.offer(nurseSession(), "a~b.1", 1, "v=0");
    JsonNode _ = nurse.next("description");
    JsonNode _ = nurse.next("candidates");
  }

  @Test
  void afterARestartTheClaimIsLostAndATicketOpensAnew() {
    running.crashAndRestart();
    assertThat(nurseResumes(0, 0, 1).closeCode()).isEqualTo(4004);
    try (Caller again = running.enter(room, Person.NURSE)) {
      assertThat(again.next("welcome").path("resume").stringValue()).isEqualTo("none");
    }
  }

  @Test
  void nothingIsLostOrDoubledThroughManyLostSockets() {
    Random random = new Random(7);
    int total = 150;
    List<Long> arrived = new ArrayList<>();
    JsonNode claim = nurseWelcome;
    Caller listener = nurse;
    long offset = 0;
    long attempt = 0;
    for (int sent = 0; sent < total; ) {
      for (int burst = 1 + random.nextInt(5); burst > 0 && sent < total; burst--) {
        sent++;
        physician.sayAs(sent, "tier", "to", nurseSession(), "label", "l" + sent, "tier", "T1");
      }
      if (random.nextInt(3) > 0) {
        physician.roundTrip();
      }
      // What a client handled before its socket went is what its claim says; the rest comes again.
      for (JsonNode message : listener.all("tier")) {
        if (message.path("offset").longValue() > offset) {
          offset = message.path("offset").longValue();
          arrived.add(Long.parseLong(message.path("label").stringValue().substring(1)));
        }
      }
      listener.drop();
      listener = Caller.resume(running.port(), claim, offset, 0, ++attempt, "instance-nurse");
      claim = listener.next("welcome");
      assertThat(claim.path("resume").stringValue()).isEqualTo("full");
      listener.send(Map.of("type", "ack", "ack", offset));
    }
    physician.roundTrip();
    listener.roundTrip();
    for (JsonNode message : listener.all("tier")) {
      if (message.path("offset").longValue() > offset) {
        arrived.add(Long.parseLong(message.path("label").stringValue().substring(1)));
      }
    }
    listener.close();
    assertThat(arrived)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
  }
}
