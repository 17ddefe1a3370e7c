package care.chevet.signaling;

import static care.chevet.signaling.Watching.eventually;
import static care.chevet.signaling.Watching.frames;
import static care.chevet.signaling.Watching.framesGoOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.signaling.protocol.IcePolicy;
import com.microsoft.playwright.Page;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A call over one bar of 4G: signaling and media both through lines that are as bad as that. */
@EnabledIfSystemProperty(named = "chevet.full", matches = "true")
final class BadNetworkIT {
  private static final int DELAY_MILLIS = 150;
  private static final int BITS_PER_SECOND = 300_000;
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(20);
  private static final Duration RESUMED_WITHIN = Duration.ofSeconds(6);
  private static final Duration SHED_WITHIN = Duration.ofSeconds(60);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

  private final String room = UUID.randomUUID().toString();
  private Coturn relay;
  private BadDatagrams datagrams;
  private Running running;
  private BadLine line;
  private Pages pages;

  @BeforeEach
  void start() {
    relay = new Coturn(true);
    datagrams =
        new BadDatagrams(relay.address(), new InetSocketAddress(relay.address(), relay.port()));
    running = new Running(List.of(Coturn.url(relay.host(), datagrams.port())), IcePolicy.RELAY);
    line = new BadLine(running::port);
    pages = new Pages(running, line::port);
  }

  @AfterEach
  void stop() {
    pages.close();
    line.close();
    running.close();
    datagrams.close();
    relay.close();
  }

  @Test
  void joiningAndResumingKeepTheirBoundsAt300KilobitsAnd300MillisecondsAnd3PercentLoss() {
    line.be(DELAY_MILLIS, BITS_PER_SECOND, 0.03);
    datagrams.be(DELAY_MILLIS, BITS_PER_SECOND, 0.03);
    long begun = System.nanoTime();
    try (Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      for (Page page : List.of(nurse, physician)) {
        eventually(page, JOINED_WITHIN, "window.chevetCall?.state === 'connected'");
      }
      System.out.printf("joined in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
      soundGoesOn(nurse);
      soundGoesOn(physician);

      String session = (String) nurse.evaluate("chevetCall.participants[0].session");
      long cut = System.nanoTime();
      line.cut();
      physician.evaluate("chevetCall.setMuted(true)");
      eventually(
          nurse, RESUMED_WITHIN, "chevetCall.participants.find(p => !p.self).media.muted === true");
      System.out.printf("resumed in %d ms%n", (System.nanoTime() - cut) / 1_000_000);
      assertThat(nurse.evaluate("chevetCall.participants[0].session")).isEqualTo(session);
      assertThat(nurse.evaluate("chevetCall.state")).isEqualTo("connected");
    }
  }

  @Test
  void speechSurvivesTenPercentLoss() {
    try (Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      for (Page page : List.of(nurse, physician)) {
        eventually(page, "window.chevetCall?.state === 'connected'");
      }
      datagrams.be(DELAY_MILLIS, Integer.MAX_VALUE, 0.10);
      Map<String, Number> before = speech(physician);
      await().pollDelay(Duration.ofSeconds(20)).atMost(Duration.ofSeconds(40)).until(() -> true);
      Map<String, Number> after = speech(physician);
      double samples = after.get("samples").doubleValue() - before.get("samples").doubleValue();
      double concealed =
          after.get("concealed").doubleValue() - before.get("concealed").doubleValue();
      System.out.printf("%.0f samples, %.1f %% made up%n", samples, 100 * concealed / samples);
      assertThat(samples).isGreaterThan(15 * 48_000);
      // Twice 10 % on the way, before the browser's own repair; a fifth made up is still speech.
      assertThat(concealed / samples).isLessThan(0.25);
      assertThat(physician.evaluate("chevetCall.state")).isEqualTo("connected");
    }
  }

  @Test
  void aPictureIsShedOnABadLineAndComesBackWithAHint() {
    try (Page nurse = pages.open(room, Person.NURSE);
        Page physician = pages.open(room, Person.PHYSICIAN)) {
      Pages.mountInstruments(physician);
      for (Page page : List.of(nurse, physician)) {
        eventually(page, "window.chevetCall?.state === 'connected'");
      }
      String sending =
          "[...chevetCall.peerConnections().values()][0].getSenders()"
              + ".find(s => s.track?.kind === 'video').getParameters().encodings[0].active";
      assertThat(nurse.evaluate(sending)).isEqualTo(true);
      datagrams.be(20, Integer.MAX_VALUE, 0.12);
      eventually(nurse, SHED_WITHIN, sending + " === false");
      soundGoesOn(physician);
      assertThat(
              running.backend.events().stream()
                  .filter(event -> event.path("type").stringValue().equals("quality"))
                  .filter(event -> event.path("tier").stringValue("").equals("T1"))
                  .map(event -> event.path("reason").stringValue("")))
          .contains("loss");

      datagrams.be(20, Integer.MAX_VALUE, 0);
      eventually(physician, BACK_WITHIN, "window.networkBack > 0");
      assertThat(physician.locator("chevet-instruments [role=status]").isVisible()).isTrue();
      eventually(nurse, sending + " === true");
      framesGoOn(physician);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Number> speech(Page page) {
    return (Map<String, Number>)
        page.evaluate(
            """
            (async () => {
              let samples = 0, concealed = 0;
              for (const pc of chevetCall.peerConnections().values())
                for (const r of (await pc.getStats()).values())
                  if (r.type === 'inbound-rtp' && r.kind === 'audio') {
                    samples += r.totalSamplesReceived; concealed += r.concealedSamples - r.silentConcealedSamples;
                  }
              return { samples, concealed };
            })()\
            """);
  }

  private static void soundGoesOn(Page page) {
    int before = frames(page).get("audio");
    await().atMost(Duration.ofSeconds(20)).until(() -> frames(page).get("audio") > before + 50);
  }
}
