package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Entering a room with a ticket, over real sockets. */
final class JoiningIT {
  private static Running running;
  private final String room = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    running = new Running();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void twoMeetNegotiateAndExactlyOneIsPolite() {
    try (Caller physician = running.enter(room, Person.PHYSICIAN);
        Caller nurse = enterAfter(physician)) {
      JsonNode nurseWelcome = nurse.next("welcome");
      JsonNode joined = physician.next("joined").path("participant");
      JsonNode seen = nurseWelcome.path("participants").get(0);
      String nurseSession = nurseWelcome.path("session").stringValue();

      assertThat(joined.path("session").stringValue()).isEqualTo(nurseSession);
      assertThat(joined.path("instance").stringValue()).isEqualTo("instance-nurse");
      assertThat(seen.path("role").stringValue()).isEqualTo("physician");
      assertThat(seen.path("polite").booleanValue())
          .isNotEqualTo(joined.path("polite").booleanValue());

      physician.offer(nurseSession, "a~b.1", 1, "v=0\r\n");
      JsonNode offer = nurse.next("description");
      assertThat(offer.path("from").stringValue()).isEqualTo(seen.path("session").stringValue());
      assertThat(offer.path("description").path("sdp").stringValue()).isEqualTo("v=0\r\n");
    }
  }

  private Caller enterAfter(Caller first) {
    JsonNode _ = first.next("welcome");
    return running.enter(room, Person.NURSE);
  }

  @Test
  void aTicketOpensOnce() {
    String ticket = running.backend.ticketFor(room, Person.NURSE);
    try (Caller first = Caller.enter(running.port(), ticket, "i");
        Caller second = Caller.enter(running.port(), ticket, "i")) {
      assertThat(first.all("welcome").size() + second.all("welcome").size()).isLessThanOrEqualTo(1);
      await().until(() -> first.ended() || second.ended());
      assertThat((first.ended() ? first : second).closeCode()).isEqualTo(4006);
    }
  }

  @Test
  void anExpiredTicketAsksForANewOne() {
    assertThat(closeCodeFor(claims(-120))).isEqualTo(4005);
  }

  @Test
  void aTicketFromTheFutureIsInvalid() {
    assertThat(closeCodeFor(claims(30))).isEqualTo(4504);
  }

  @Test
  void aTicketThatLivesTooLongIsInvalid() {
    Map<String, Object> claims = claims(0);
    claims.put("exp", (long) claims.get("iat") + 3600);
    assertThat(closeCodeFor(claims)).isEqualTo(4504);
  }

  @Test
  void aTicketOfAnotherIssuerOrAudienceIsInvalid() {
    Map<String, Object> issuer = claims(0);
    issuer.put("iss", "http://elsewhere");
    assertThat(closeCodeFor(issuer)).isEqualTo(4504);
    Map<String, Object> audience = claims(0);
    audience.put("aud", "chevet");
    assertThat(closeCodeFor(audience)).isEqualTo(4504);
  }

  @Test
  void aTicketOfAnotherAlgorithmOrTypeIsInvalid() {
    for (Map<String, Object> header :
        java.util.List.<Map<String, Object>>of(
            Map.of("alg", "none", "typ", "chevet-ticket+jwt", "kid", "key-1"),
            Map.of("alg", "HS256", "typ", "chevet-ticket+jwt", "kid", "key-1"),
            Map.of("alg", "ES256", "typ", "JWT", "kid", "key-1"),
            Map.of("alg", "ES256", "typ", "chevet-ticket+jwt", "kid", "no-such-key"))) {
      assertThat(closeCodeFor(running.backend.ticket("key-1", header, claims(0)))).isEqualTo(4504);
    }
  }

  @Test
  void aForgedTicketIsInvalid() {
    String ticket = running.backend.ticketFor(room, Person.NURSE);
    String[] parts = ticket.split("\\.", -1);
    String forged =
        parts[0] + "." + Backend.base64(Backend.JSON.writeValueAsBytes(claims(0))) + "." + parts[2];
    assertThat(closeCodeFor(forged)).isEqualTo(4504);
    assertThat(closeCodeFor("no.ticket")).isEqualTo(4504);
  }

  @Test
  void aNewKeyIsFoundWithoutRestart() {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          running.backend.addKey("key-2");
          String ticket =
              running.backend.ticket(
                  "key-2",
                  Map.of("alg", "ES256", "typ", "chevet-ticket+jwt", "kid", "key-2"),
                  claims(0));
          try (Caller caller = Caller.enter(running.port(), ticket, "i")) {
            await().until(() -> caller.ended() || !caller.all("welcome").isEmpty());
            assertThat(caller.all("welcome")).hasSize(1);
          }
        });
  }

  @Test
  void aKnockerIsToldNothingUntilAdmitted() {
    try (Caller physician = running.enter(room, Person.PHYSICIAN);
        Caller interpreter = running.enter(room, Person.INTERPRETER)) {
      JsonNode welcome = interpreter.next("welcome");
      assertThat(welcome.path("admission").stringValue()).isEqualTo("knocking");
      assertThat(welcome.has("participants")).isFalse();
      assertThat(welcome.has("iceServers")).isFalse();
      assertThat(welcome.has("reentry")).isFalse();

      String physicianSession = physician.next("welcome").path("session").stringValue();
      interpreter.offer(physicianSession, "a~b.1", 1, "v=0");
      assertThat(interpreter.next("error").path("code").stringValue()).isEqualTo("not_admitted");

      JsonNode knock = knockSeenBy(physician);
      physician.say("admit", "session", knock.path("session").stringValue());
      JsonNode admitted = interpreter.next("admitted");
      assertThat(admitted.path("participants")).hasSize(1);
      assertThat(physician.next("joined").path("participant").path("role").stringValue())
          .isEqualTo("interpreter");

      try (Caller again = reenter(admitted.path("reentry").stringValue())) {
        assertThat(again.next("welcome").path("admission").stringValue()).isEqualTo("admitted");
      }
    }
  }

  private static JsonNode knockSeenBy(Caller physician) {
    JsonNode inWelcome = physician.all("welcome").getFirst().path("knocking");
    return inWelcome.isEmpty() ? physician.next("knocking") : inWelcome.get(0);
  }

  private Caller reenter(String reentry) {
    Caller again = Caller.connect(running.port());
    again.send(
        Map.of(
            "type",
            "hello",
            "ticket",
            running.backend.ticketFor(room, Person.INTERPRETER),
            "instance",
            "after-reload",
            "reentry",
            reentry));
    return again;
  }

  @Test
  void aReentryClaimOfAnotherRoomIsIgnored() {
    String claim;
    try (Caller physician = running.enter(room, Person.PHYSICIAN)) {
      claim = physician.next("welcome").path("reentry").stringValue();
    }
    try (Caller interpreter = reenter(claim)) {
      assertThat(interpreter.next("welcome").path("admission").stringValue()).isEqualTo("knocking");
    }
  }

  @Test
  void someoneTurnedAwayIsClosedForGood() {
    try (Caller physician = running.enter(room, Person.PHYSICIAN);
        Caller interpreter = running.enter(room, Person.INTERPRETER)) {
      JsonNode _ = physician.next("welcome");
      JsonNode _ = interpreter.next("welcome");
      physician.say("refuse", "session", knockSeenBy(physician).path("session").stringValue());
      assertThat(interpreter.closeCode()).isEqualTo(4502);
    }
  }

  @Test
  void onlyThoseWhoAdmitMayAdmitOrEndTheCall() {
    try (Caller nurse = running.enter(room, Person.NURSE)) {
      JsonNode _ = nurse.next("welcome");
      nurse.say("admit", "session", "s-1");
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("not_allowed");
      nurse.say("hang-up");
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("not_allowed");
    }
  }

  @Test
  void aReloadedPageTakesTheParticipantsPlace() {
    try (Caller physician = running.enter(room, Person.PHYSICIAN);
        Caller nurse = enterAfter(physician)) {
      String before = nurse.next("welcome").path("session").stringValue();
      JsonNode _ = physician.next("joined");
      try (Caller reloaded = running.enter(room, Person.NURSE, "after-reload")) {
        JsonNode joined = physician.next("joined");
        assertThat(joined.path("replaces").stringValue()).isEqualTo(before);
        assertThat(joined.path("participant").path("instance").stringValue())
            .isEqualTo("after-reload");
        assertThat(nurse.closeCode()).isEqualTo(4501);
        assertThat(reloaded.next("welcome").path("participants")).hasSize(1);
      }
    }
  }

  @Test
  void nobodyReachesAnotherRoom() {
    try (Caller nurse = running.enter(room, Person.NURSE);
        Caller other = running.enter(UUID.randomUUID().toString(), Person.PHYSICIAN)) {
      JsonNode _ = nurse.next("welcome");
      String elsewhere = other.next("welcome").path("session").stringValue();
      nurse.offer(elsewhere, "a~b.1", 1, "v=0");
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("unknown_recipient");
    }
  }

  @Test
  void whatHappensReachesTheBackend() {
    try (Caller physician = running.enter(room, Person.PHYSICIAN);
        Caller nurse = enterAfter(physician)) {
      JsonNode welcome = nurse.next("welcome");
      String session = welcome.path("session").stringValue();
      nurse.say(
          "media-connected",
          "with",
          welcome.path("participants").get(0).path("session").stringValue(),
          "tier",
          "T3");
      nurse.say("leave", "reason", "hung-up");
      assertThat(nurse.closeCode()).isEqualTo(4500);
      assertThat(physician.next("left").path("reason").stringValue()).isEqualTo("hung-up");
      await().until(() -> running.backend.event("left", session).isPresent());
      assertThat(running.backend.event("joined", session)).isPresent();
      JsonNode connected = running.backend.event("media-connected", session).orElseThrow();
      assertThat(connected.path("tier").stringValue()).isEqualTo("T3");
      assertThat(connected.path("room").stringValue()).isEqualTo(room);
    }
  }

  private Map<String, Object> claims(long ageSeconds) {
    return new HashMap<>(
        Backend.claims(room, Person.NURSE, System.currentTimeMillis() / 1000 + ageSeconds));
  }

  private static int closeCodeFor(Map<String, Object> claims) {
    return closeCodeFor(running.backend.ticket(claims));
  }

  private static int closeCodeFor(String ticket) {
    try (Caller caller = Caller.enter(running.port(), ticket, "i")) {
      return caller.closeCode();
    }
  }
}
