package care.chevet.signaling;

import static care.chevet.signaling.Watching.eventually;
import static care.chevet.signaling.Watching.framesGoOn;
import static care.chevet.signaling.Watching.inCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.IceServers;
import care.chevet.signaling.turn.TurnRelay;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A real coturn with the shipped configuration. */
final class RelayIT {
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(24);

  /** With nothing added that would let relays reach this machine. */
  private static Coturn asShipped;

  @BeforeAll
  static void start() {
    asShipped = new Coturn(false);
  }

  @AfterAll
  static void stop() {
    asShipped.close();
  }

  /** For a session of its own: a relay gives each but a few ways. */
  private static IceServers.Server minted(InstantSource clock) {
    return new TurnRelay(List.of("turn:x"), Running.TURN_SECRET, IcePolicy.ALL, GOOD_FOR, clock)
        .serversFor(UUID.randomUUID().toString())
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
        const transport = [...stats.values()].find(r => r.type === 'transport');
        const pair = stats.get(transport.selectedCandidatePairId);
        return [stats.get(pair.localCandidateId).candidateType, stats.get(pair.remoteCandidateId).candidateType];
      })()\
      """;

  private static final String EXPIRES =
      """
      [...chevetCall.peerConnections().values()]
        .map(pc => 1000 * Number(pc.getConfiguration().iceServers[0].username.split(':')[0]))
        .reduce((least, each) => Math.min(least, each))\
      """;

  @Test
  void credentialsAreRenewedInMidCallBeforeTheyRunOutAndOpenNewWays() {
    try (Coturn relay = new Coturn(true);
        Running running =
            new Running(List.of(Coturn.url(relay.host(), relay.port())), IcePolicy.RELAY, SHORT);
        Pages pages = new Pages(running)) {
      String room = UUID.randomUUID().toString();
      try (Page nurse = pages.open(room, Person.NURSE);
          Page physician = pages.open(room, Person.PHYSICIAN)) {
        inCall(nurse);
        inCall(physician);
        for (Page page : List.of(nurse, physician)) {
          page.evaluate("window.first = " + EXPIRES);
          page.evaluate(
              "setInterval(() => (window.ranOut ||= %s <= Date.now()), 100)".formatted(EXPIRES));
        }
        for (Page page : List.of(nurse, physician)) {
          eventually(page, SHORT.multipliedBy(2), "Date.now() > first + 1000");
          assertThat(page.evaluate("Boolean(window.ranOut)")).isEqualTo(false);
        }
        String pc = "[...chevetCall.peerConnections().values()][0]";
        String fragment = pc + ".localDescription.sdp.match(/ice-ufrag:(\\S+)/)[1]";
        nurse.evaluate("window.before = " + fragment + "; " + pc + ".restartIce()");
        eventually(nurse, pc + ".signalingState === 'stable' && " + fragment + " !== before");
        for (Page page : List.of(nurse, physician)) {
          eventually(page, "chevetCall.state === 'connected'");
          framesGoOn(page);
          assertThat(page.evaluate(PAIR_IN_USE)).isEqualTo(List.of("relay", "relay"));
        }
      }
    }
  }

  @Test
  void aWayThatIsOpenOutlivesItsCredentialsAlsoWithAFreshNonce() throws Exception {
    // Time enough to ask again for a way, should a datagram be lost.
    Duration almostOver = GOOD_FOR.minusSeconds(6);
    try (Coturn relay = new Coturn(false, "--stale-nonce", "2");
        TurnClient client = client(relay, InstantSource.fixed(Instant.now().minus(almostOver)))) {
      assertThat(client.allocate(false)).isZero();
      await().pollDelay(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(12)).until(() -> true);
      assertThat(client.permit(InetAddress.getByName("9.9.9.9"))).isZero();
    }
  }

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
    try (TurnClient client = client(asShipped, InstantSource.system())) {
      assertThat(client.allocate(false)).isZero();
      assertThat(client.permit(InetAddress.getByName(peer))).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a9fe:a9fe::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "fec0::1",
        "ff02::1"
      })
  void noWayLeadsToSuchAddressesOverIpv6(String peer) throws IOException {
    Assumptions.assumeTrue(Coturn.hasIpv6(), "this machine has no IPv6");
    try (TurnClient client = client(asShipped, InstantSource.system())) {
      assertThat(client.allocate(true)).isZero();
      assertThat(client.permit(ipv6(peer))).isEqualTo(403);
    }
  }

  /** An address that stays one of IPv6, also when it holds one of IPv4. */
  private static InetAddress ipv6(String text) throws IOException {
    byte[] parsed = InetAddress.getByName(text).getAddress();
    byte[] bytes = new byte[16];
    System.arraycopy(parsed, 0, bytes, bytes.length - parsed.length, parsed.length);
    if (parsed.length < bytes.length) {
      bytes[10] = (byte) 0xff;
      bytes[11] = (byte) 0xff;
    }
    return Inet6Address.getByAddress(null, bytes, -1);
  }

  @Test
  void aWayLeadsToPublicAddresses() throws IOException {
    try (TurnClient client = client(asShipped, InstantSource.system())) {
      assertThat(client.allocate(false)).isZero();
      assertThat(client.permit(InetAddress.getByName("9.9.9.9"))).isZero();
    }
  }

  @Test
  void aWayLeadsToPublicAddressesOverIpv6() throws IOException {
    Assumptions.assumeTrue(Coturn.hasIpv6(), "this machine has no IPv6");
    try (TurnClient client = client(asShipped, InstantSource.system())) {
      assertThat(client.allocate(true)).isZero();
      assertThat(client.permit(ipv6("2620:fe::9"))).isZero();
    }
  }

  @Test
  void aCredentialThatRanOutOpensNothing() throws IOException {
    Instant before = Instant.now().minus(GOOD_FOR).minus(Duration.ofMinutes(1));
    try (TurnClient client = client(asShipped, InstantSource.fixed(before))) {
      assertThat(client.allocate(false)).isEqualTo(401);
    }
  }
}
