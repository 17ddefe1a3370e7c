package care.chevet.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person at a screen of the console, nurse or physician, seen through the page alone. */
final class Participant {

  private static final double SLOWEST_ANSWER_MS = 30_000;
  private static final Duration MEDIA_WITHIN = Duration.ofSeconds(40);

  private final Page page;

  Participant(Page page) {
    this.page = page;
    page.setDefaultTimeout(SLOWEST_ANSWER_MS);
  }

  void signIn(RunningChevet chevet, String userName) {
    page.navigate(chevet.endpoint("console"));
    click("sign-in");
    page.locator("#username").fill(userName);
    page.locator("#password").fill("chevet-demo");
    page.locator("#sign-in button[type=submit]").click();
    see("sign-out");
  }

  Locator at(String testId) {
    return page.getByTestId(testId);
  }

  void click(String testId) {
    at(testId).first().click();
  }

  void fill(String testId, String text) {
    at(testId).fill(text);
  }

  void tick(String testId) {
    at(testId).check();
  }

  void see(String testId) {
    shown(testId, () -> assertThat(at(testId).first()).isVisible(visible()));
  }

  void seeText(String testId, String text) {
    shown(
        testId,
        () ->
            assertThat(at(testId).first())
                .containsText(
                    text,
                    new LocatorAssertions.ContainsTextOptions().setTimeout(SLOWEST_ANSWER_MS)));
  }

  void holds(String testId, String text) {
    assertThat(at(testId)).hasValue(text);
  }

  void read(String text) {
    shown("text", () -> assertThat(page.getByText(text).first()).isVisible(visible()));
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(SLOWEST_ANSWER_MS);
  }

  /** Keeps a picture of what was there instead, if it is not. */
  private void shown(String what, Runnable assertion) {
    try {
      assertion.run();
    } catch (AssertionError e) {
      screenshot("instead-of-" + what);
      throw e;
    }
  }

  Page page() {
    return page;
  }

  /** The id of what the page shows, once it shows one of {@code kind}. */
  String idInAddress(String kind) {
    page.waitForURL(url -> url.contains("#/" + kind + "/"));
    return page.url().replaceFirst(".*#/" + kind + "/([0-9a-f-]{36}).*", "$1");
  }

  /** Takes a step that needs a reason: opens it, gives the reason, confirms. */
  void stepWithReason(String name, String reason) {
    click(name);
    at(name + "-reason").first().fill(reason);
    click("confirm-" + name);
  }

  /** What is behind the link with this handle, as bytes. */
  byte[] download(String testId) throws IOException {
    return Files.readAllBytes(page.waitForDownload(() -> click(testId)).path());
  }

  /** What an address of the interface answers this person, as the page itself would read it. */
  JsonNode read(URI address) {
    Object text =
        page.evaluate("async (address) => (await fetch(address)).text()", address.toString());
    return JsonMapper.shared().readTree((String) text);
  }

  /** Goes away: the window is closed. */
  void leave() {
    page.context().close();
  }

  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  /**
   * Pictures of the other side decoded, and packets of their voice received, over all connections.
   */
  Received received() {
    Object counts =
        page.evaluate(
            """
            async () => {
              let frames = 0, packets = 0;
              for (const pc of window.chevetCall?.peerConnections().values() ?? []) {
                for (const report of (await pc.getStats()).values()) {
                  if (report.type !== 'inbound-rtp') continue;
                  if (report.kind === 'video') frames += report.framesDecoded ?? 0;
                  if (report.kind === 'audio') packets += report.packetsReceived ?? 0;
                }
              }
              return {frames, packets};
            }
            """);
    Map<?, ?> found = (Map<?, ?>) counts;
    return new Received(
        ((Number) found.get("frames")).longValue(), ((Number) found.get("packets")).longValue());
  }

  /** Waits until both pictures and sound have gone on for a while after {@code before}. */
  void awaitMediaBeyond(Received before) {
    await("pictures and sound beyond " + before)
        .atMost(MEDIA_WITHIN)
        .until(() -> {
          Received now = received();
          return now.frames() >= before.frames() + 20 && now.packets() >= before.packets() + 40;
        });
  }

  /** What has arrived from the other side so far. */
  record Received(long frames, long packets) {
    static final Received NOTHING = new Received(0, 0);
  }
}
