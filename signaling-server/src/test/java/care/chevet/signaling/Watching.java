package care.chevet.signaling;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;

/** What a test sees of a page in a call. */
final class Watching {
  private Watching() {}

  static void inCall(Page page) {
    eventually(page, "window.chevetCall?.state === 'connected'");
    framesGoOn(page);
  }

  static void framesGoOn(Page page) {
    Map<String, Integer> before = frames(page);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          Map<String, Integer> now = frames(page);
          return now.get("frames") > before.get("frames") + 5
              && now.get("audio") > before.get("audio") + 5;
        });
  }

  @SuppressWarnings("unchecked")
  static Map<String, Integer> frames(Page page) {
    return (Map<String, Integer>) page.evaluate("window.frames_()");
  }

  static void eventually(Page page, String condition) {
    eventually(page, Duration.ofSeconds(30), condition);
  }

  static void eventually(Page page, Duration atMost, String condition) {
    await(condition)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> Boolean.TRUE.equals(page.evaluate("!!(" + condition + ")")));
  }
}
