package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.chevet.signaling.protocol.IcePolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stands around the rooms: the gate, limits, the relay, room events, the stop. */
final class ServingIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final String room = UUID.randomUUID().toString();

  @Test
  void onlyAListedOriginWithTheSubprotocolIsUpgraded() {
    try (Running running = new Running()) {
      for (String origin : List.of("https://evil.example", "http://localhost:8080.evil.example")) {
        assertThatThrownBy(() -> Caller.connect(running.port(), origin, "chevet.signaling.v1"))
            .satisfies(failure ->
                assertThat(
                        ((WebSocketHandshakeException) failure.getCause())
                            .getResponse()
                            .statusCode())
                    .isEqualTo(403));
      }
      assertThatThrownBy(() -> Caller.connect(running.port(), Caller.ORIGIN, "other.v1"))
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
  }

  @Test
  void plainRequestsGetHealthOrAProblemDocument() throws Exception {
    try (Running running = new Running()) {
      assertThat(get(running, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(running, "/health/ready").statusCode()).isEqualTo(200);
      HttpResponse<String> unknown = get(running, "/elsewhere");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(Backend.JSON.readTree(unknown.body()).path("code").stringValue())
          .isEqualTo("not_found");
      assertThat(get(running, "/signaling").statusCode()).isEqualTo(426);
    }
  }

  private static HttpResponse<String> get(Running running, String path)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void whoSaysNothingOrNonsenseIsClosed() {
    try (Running running = new Running();
        Caller silent = Caller.connect(running.port())) {
      try (Caller nonsense = Caller.connect(running.port())) {
        nonsense.sendText("not json");
        assertThat(nonsense.closeCode()).isEqualTo(4505);
      }
      try (Caller deep = Caller.connect(running.port())) {
        deep.sendText("{\"type\":".repeat(50) + "1" + "}".repeat(50));
        assertThat(deep.closeCode()).isEqualTo(4505);
      }
      try (Caller large = running.enter(room, Person.NURSE)) {
        JsonNode _ = large.next("welcome");
        large.sendText("{\"type\":\"" + "x".repeat(100 * 1024) + "\"}");
        assertThat(large.closeCode()).isEqualTo(4506);
      }
      assertThat(silent.closeCode()).isEqualTo(4003);
    }
  }

  @Test
  void whoIsStillTalkingLearnsWhyTheSocketEnds() throws IOException {
    try (Running running = new Running()) {
      try (RawSocket talking = new RawSocket(running.port())) {
        talking.say("x".repeat(10_000), 20);
        assertThat(talking.closeCode()).isEqualTo(4505);
        talking.say("{\"type\":\"ack\"}", 3);
        talking.answerClose(4505);
        assertThat(talking.endsInOrder()).isTrue();
      }
      // Only now: a socket that waits for its turn is closed for having said no hello.
      try (RawSocket deaf = new RawSocket(running.port())) {
        deaf.say("x", 1);
        assertThat(deaf.closeCode()).isEqualTo(4505);
        assertThat(deaf.endsInOrder()).as("nobody waits for ever for an answer").isTrue();
      }
    }
  }

  @Test
  void aRefusedMessageIsAnsweredAndTheSessionGoesOn() {
    try (Running running = new Running();
        Caller nurse = running.enter(room, Person.NURSE)) {
      JsonNode _ = nurse.next("welcome");
      nurse.say("no-such-thing");
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("unknown_type");
      nurse.say("media", "muted", true, "cameraOff", true, "extra", 1);
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("unknown_field");
      nurse.say("media", "muted", "yes", "cameraOff", true);
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("invalid_field");
      nurse.offer("s-1", "a~b.1", 1, "x".repeat(65 * 1024));
      assertThat(nurse.next("error").path("code").stringValue()).isEqualTo("sdp_too_large");
      nurse.roundTrip();
    }
  }

  @Test
  void ticketsThatCannotBeCheckedMeanComeBack() {
    try (Running running = new Running()) {
      running.backend.keysAnswer = false;
      try (Caller early = running.enter(room, Person.NURSE)) {
        assertThat(early.closeCode()).isEqualTo(4008);
      }
      running.backend.keysAnswer = true;
      try (Caller later = running.enter(room, Person.NURSE)) {
        JsonNode _ = later.next("welcome");
      }
    }
  }

  @Test
  void theContractsGoldenTicketIsUnderstood() throws IOException {
    JsonNode self = welcomed("join-ticket.json").path("self");
    assertThat(self.path("name").stringValue()).isEqualTo("Dr Hélène Vasseur");
    assertThat(self.path("role").stringValue()).isEqualTo("physician");
    assertThat(self.path("admits").booleanValue()).isTrue();
  }

  @Test
  void theContractsGuestKnocksAndIsToldOfNobody() throws IOException {
    JsonNode welcome = welcomed("guest-ticket.json");
    assertThat(welcome.path("admission").stringValue()).isEqualTo("knocking");
    assertThat(welcome.has("participants")).isFalse();
    assertThat(welcome.has("iceServers")).isFalse();
    assertThat(welcome.path("self").path("role").stringValue()).isEqualTo("general-practitioner");
  }

  @Test
  void theContractsBarredGuestIsSentOutAndTheOthersStay() throws IOException {
    try (Running running = new Running();
        Caller guest = Caller.enter(running.port(), golden(running, "guest-ticket.json"), "i");
        Caller physician =
            running.enter(guest.next("welcome").path("room").stringValue(), Person.PHYSICIAN)) {
      JsonNode knock = physician.next("welcome").path("knocking").get(0);
      String session = knock.path("session").stringValue();
      physician.say("admit", "session", session);
      JsonNode _ = guest.next("admitted");
      try (Caller service =
          Caller.enter(running.port(), golden(running, "bar-ticket.json"), "service")) {
        assertThat(service.closeCode()).isEqualTo(4500);
      }
      assertThat(guest.closeCode()).isEqualTo(4502);
      JsonNode left = physician.next("left");
      assertThat(left.path("session").stringValue()).isEqualTo(session);
      assertThat(left.path("reason").stringValue()).isEqualTo("not-admitted");
      physician.roundTrip();
    }
  }

  private static JsonNode welcomed(String ticket) throws IOException {
    try (Running running = new Running()) {
      try (Caller caller = Caller.enter(running.port(), golden(running, ticket), "i")) {
        return caller.next("welcome");
      }
    }
  }

  /** The contract's ticket, signed now. */
  private static String golden(Running running, String ticket) throws IOException {
    JsonNode golden =
        Backend.JSON.readTree(
            Files.readString(Path.of(System.getProperty("contracts.dir", "../contracts"), ticket)));
    Map<String, Object> claims = new HashMap<>();
    golden
        .path("claims")
        .forEachEntry(
            (name, value) -> claims.put(name, Backend.JSON.treeToValue(value, Object.class)));
    long now = System.currentTimeMillis() / 1000;
    claims.put("iat", now);
    claims.put("exp", now + 60);
    String kid = golden.path("header").path("kid").stringValue();
    running.backend.addKey(kid);
    Map<String, Object> header = new HashMap<>();
    golden.path("header").forEachEntry((name, value) -> header.put(name, value.stringValue()));
    return running.backend.ticket(kid, header, claims);
  }

  @Test
  void roomEventsWaitThroughAnOutageAndASpentToken() {
    try (Running running = new Running()) {
      running.backend.eventsStatus = 503;
      try (Caller nurse = running.enter(room, Person.NURSE)) {
        String session = nurse.next("welcome").path("session").stringValue();
        await().until(() -> running.backend.tokensIssued.get() > 0);
        running.backend.revokeTokens();
        running.backend.eventsStatus = 202;
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> running.backend.event("joined", session).isPresent());
        assertThat(running.backend.tokensIssued.get()).isEqualTo(2);
      }
    }
  }

  @Test
  void relayCredentialsAreMintedAndAddressesKeptWhereOnlyTheRelayMayBeUsed() {
    try (Running running = new Running(List.of("turn:127.0.0.1:3478"), IcePolicy.RELAY);
        Caller physician = running.enter(room, Person.PHYSICIAN)) {
      JsonNode welcome = physician.next("welcome");
      assertThat(welcome.path("iceTransportPolicy").stringValue()).isEqualTo("relay");
      JsonNode server = welcome.path("iceServers").get(0);
      assertThat(server.path("username").stringValue())
          .endsWith(":" + welcome.path("session").stringValue());
      physician.send(Map.of("type", "ice", "id", "i-1"));
      assertThat(physician.next("ice-servers").path("inReplyTo").stringValue()).isEqualTo("i-1");
      try (Caller nurse = running.enter(room, Person.NURSE)) {
        String nurseSession = nurse.next("welcome").path("session").stringValue();
        physician.offer(
            nurseSession,
            "a~b.1",
            1,
            """
            v=0
            a=candidate:1 1 udp 1 192.168.1.7 5000 typ host
            a=candidate:2 1 udp 1 203.0.113.9 5001 typ relay raddr 0.0.0.0 rport 0
            """);
        assertThat(nurse.next("description").path("description").path("sdp").stringValue())
            .doesNotContain("192.168.1.7")
            .contains("typ relay");
      }
    }
  }

  @Test
  void aStopLetsClientsGoAndRefusesNewOnes() throws Exception {
    try (Running running = new Running()) {
      Caller nurse = running.enter(room, Person.NURSE);
      JsonNode _ = nurse.next("welcome");
      Thread stop = Thread.ofVirtual().start(running.server()::drainAndStop);
      JsonNode goaway = nurse.next("goaway");
      assertThat(goaway.path("spreadMs").longValue()).isPositive();
      assertThat(get(running, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(running, "/health/live").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> Caller.connect(running.port()))
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
      nurse.close();
      assertThat(stop.join(Duration.ofSeconds(15))).isTrue();
    }
  }

  @Test
  void ringingReachesEveryDeviceAndOneAnswers() {
    try (Running running = new Running();
        Caller nurse = running.enter(room, Person.NURSE)) {
      JsonNode _ = nurse.next("welcome");
      try (Caller tablet = standBy(running, "tablet");
          Caller desk = standBy(running, "desk")) {
        assertThat(tablet.next("welcome").path("admission").stringValue()).isEqualTo("standing-by");
        JsonNode _ = desk.next("welcome");
        nurse.say(
            "invite", "invitation", "inv-1", "person", Person.PHYSICIAN.id(), "ttlSeconds", 90);
        assertThat(tablet.next("ringing").path("name").stringValue()).isEqualTo("Claire Dubourg");
        JsonNode _ = desk.next("ringing");
        desk.say("accept", "invitation", "inv-1");
        assertThat(desk.next("admitted").path("participants")).hasSize(1);
        assertThat(nurse.next("invitation").path("outcome").stringValue()).isEqualTo("accepted");
        assertThat(nurse.next("joined").path("participant").path("instance").stringValue())
            .isEqualTo("desk");
        assertThat(tablet.next("invitation").path("outcome").stringValue())
            .isEqualTo("answered-elsewhere");
        tablet.say("accept", "invitation", "inv-1");
        assertThat(tablet.next("error").path("code").stringValue()).isEqualTo("unknown_invitation");
      }
    }
  }

  private Caller standBy(Running running, String instance) {
    Caller caller = Caller.connect(running.port());
    caller.send(
        Map.of(
            "type",
            "hello",
            "ticket",
            running.backend.ticketFor(room, Person.PHYSICIAN),
            "instance",
            instance,
            "standby",
            true));
    return caller;
  }
}
