package care.chevet;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Shared;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One connection serves request after request, each sent the moment the last is answered. */
final class KeptAliveIT {
  private static final int BROWSERS = 4;
  private static final int REQUESTS = 500;

  @Test
  void aConnectionIsReadForAsLongAsItIsKept() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hurried =
          java.util.stream.IntStream.range(0, BROWSERS)
              .mapToObj(_ -> Shared.signedIn("claire.dubourg"))
              .map(browser -> threads.submit(() -> hurry(browser)))
              .toList();
      for (var each : hurried) {
        assertThat(each.get()).isEqualTo(REQUESTS);
      }
    }
  }

  private static int hurry(care.chevet.testbed.Browser browser) {
    int answered = 0;
    for (int i = 0; i < REQUESTS; i++) {
      // One that asks the database, then one that is answered on the spot.
      var path = i % 2 == 0 ? "/api/v1/me" : "/nothing-here";
      answered += browser.get(path).status() == (i % 2 == 0 ? 200 : 404) ? 1 : 0;
    }
    return answered;
  }
}
