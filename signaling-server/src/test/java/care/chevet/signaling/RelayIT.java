package care.chevet.signaling;

import static care.chevet.signaling.Watching.inCall;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.IceServers;
import care.chevet.signaling.turn.TurnRelay;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A real coturn with the shipped configuration. */
final class RelayIT {

  private static IceServers.Server minted(InstantSource clock) {
    return new TurnRelay(List.of("turn:x"), Running.TURN_SECRET, IcePolicy.ALL, clock)
        .serversFor("s-1")
        .servers()
        .getFirst();
  }

  private static TurnClient client(Coturn relay, InstantSource clock) throws IOException {
    IceServers.Server server = minted(clock);
    return new TurnClient(relay, server.username(), server.credential());
  }

  @Test
  void speechAndPictureGoThroughTheRelayWhenNothingElseMay() {
    try (Coturn relay = new Coturn(true);
        Running running =
            new Running(List.of(Coturn.url(relay.host(), relay.port())), IcePolicy.RELAY);
        Pages pages = new Pages(running)) {
      String room = UUID.randomUUID().toString();
      try (Page nurse = pages.open(room, Person.NURSE);
          Page physician = pages.open(room, Person.PHYSICIAN)) {
        inCall(nurse);
        inCall(physician);
        for (Page page : List.of(nurse, physician)) {
          assertThat(page.evaluate(PAIR_IN_USE)).isEqualTo(List.of("relay", "relay"));
        }
      }
    }
  }

  /** Kinds of the local and the remote candidate that carry the media. */
  private static final String PAIR_IN_USE =
      """
      (async () => {
        const [pc] = [...chevetCall.peerConnections().values()];
        const stats = await pc.getStats();
        const pair = [...stats.values()].find(r => r.type === 'candidate-pair' && r.nominated && r.state === 'succeeded');
        return [stats.get(pair.localCandidateId).candidateType, stats.get(pair.remoteCandidateId).candidateType];
      })()\
      """;

  @Test
  void aKnockerGetsNoCredentialsAndWhoIsAdmittedDoes() {
    try (Running running = new Running(List.of("turn:relay.example"), IcePolicy.ALL);
        Caller physician = running.enter("room", Person.PHYSICIAN);
        Caller interpreter = enterAfter(physician, running)) {
      JsonNode welcome = interpreter.next("welcome");
      assertThat(welcome.path("admission").stringValue()).isEqualTo("knocking");
      assertThat(welcome.has("iceServers")).isFalse();
      interpreter.send(Map.of("type", "ice", "id", "i"));
      assertThat(interpreter.next("error").path("code").stringValue()).isEqualTo("not_admitted");
      physician.say("admit", "session", physician.next("knocking").path("session"));
      assertThat(interpreter.next("admitted").path("iceServers")).hasSize(1);
    }
  }

  private static Caller enterAfter(Caller first, Running running) {
    assertThat(first.next("welcome").path("iceServers")).hasSize(1);
    return running.enter("room", Person.INTERPRETER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "169.254.0.1", "0.0.0.1", "192.0.2.7", "224.0.0.1", "255.255.255.255"
      })
  void noWayLeadsToPrivateLinkLocalOrMetadataAddresses(String peer) throws IOException {
    try (Coturn relay = new Coturn(false);
        TurnClient client = client(relay, InstantSource.system())) {
      assertThat(client.allocate(false)).isZero();
      assertThat(client.permit(InetAddress.getByName(peer))).isEqualTo(403);
    }
  }

  @Test
  void aWayLeadsToPublicAddresses() throws IOException {
    try (Coturn relay = new Coturn(false);
        TurnClient client = client(relay, InstantSource.system())) {
      assertThat(client.allocate(false)).isZero();
      assertThat(client.permit(InetAddress.getByName("9.9.9.9"))).isZero();
    }
  }

  @Test
  void aCredentialThatRanOutOpensNothing() throws IOException {
    Instant before = Instant.now().minus(TurnRelay.GOOD_FOR).minus(Duration.ofMinutes(1));
    try (Coturn relay = new Coturn(false);
        TurnClient client = client(relay, InstantSource.fixed(before))) {
      assertThat(client.allocate(false)).isEqualTo(401);
    }
  }
}
