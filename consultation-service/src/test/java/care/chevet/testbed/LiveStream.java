package care.chevet.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A page that watches: an open stream of server-sent events, its lines as they come. */
public final class LiveStream implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InputStream body;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LiveStream(Browser browser) {
    var answer =
        browser
            .client()
            .sendAsync(
                browser
                    .request("/api/v1/live")
                    .setHeader("Accept", "text/event-stream")
                    .GET()
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream())
            .join();
    body = answer.body();
    Thread.ofVirtual().start(this::read);
    Awaitility.await().atMost(PATIENCE).until(() -> !lines.isEmpty());
  }

  private void read() {
    try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException _) {
      lines.add("closed");
    }
  }

  /** The data of the events of one name, oldest first. */
  public List<String> data(String event) {
    var found = new ArrayList<String>();
    var within = false;
    for (var line : lines) {
      if (line.isEmpty()) {
        within = false;
      } else if (line.equals("event:" + event)) {
        within = true;
      } else if (within && line.startsWith("data:")) {
        found.add(line.substring("data:".length()));
      }
    }
    return found;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
