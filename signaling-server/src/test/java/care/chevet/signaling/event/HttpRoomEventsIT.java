package care.chevet.signaling.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.signaling.protocol.Role;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Room events towards a service that does not take them. */
final class HttpRoomEventsIT {
  private static final Duration AT_ONCE = Duration.ofMillis(900);
  private static final Duration SOON = Duration.ofSeconds(20);
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch neverCounted = new CountDownLatch(1);
  private final HttpServer service;
  private boolean hangs;
  private volatile int status = 503;

  HttpRoomEventsIT() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    service.createContext(
        "/token",
        exchange -> {
          byte[] body = "{\"access_token\":\"t\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.createContext(
        "/rooms",
        exchange -> {
          int answer = status;
          int _ = requests.incrementAndGet();
          if (hangs) {
            awaitTheEnd();
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    service.start();
  }

  private void awaitTheEnd() {
    try {
      neverCounted.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    neverCounted.countDown();
    service.stop(0);
  }

  @Test
  void closingEndsALongPause() {
    HttpRoomEvents events = reported();
    // By now it pauses for two seconds or more.
    await().atMost(Duration.ofSeconds(20)).until(() -> requests.get() == 4);
    closesAtOnceAndForGood(events);
  }

  @Test
  void closingEndsARequestThatHangs() {
    hangs = true;
    HttpRoomEvents events = reported();
    await().until(() -> requests.get() == 1);
    closesAtOnceAndForGood(events);
  }

  @Test
  void thatNewsWaitIsSaidOnceForEachReasonAndOnceWhenItIsOver() {
    try (LogOfDelays log = new LogOfDelays();
        HttpRoomEvents events = events()) {
      report(events, "room-1");
      report(events, "room-2");
      await().until(() -> requests.get() >= 4);
      status = 500;
      await().until(() -> requests.get() >= 6);
      status = 204;
      assertThat(events.drain(SOON)).isTrue();

      status = 503;
      int before = requests.get();
      report(events, "room-1");
      await().until(() -> requests.get() >= before + 2);
      status = 204;
      assertThat(events.drain(SOON)).isTrue();

      assertThat(log.entries)
          .containsExactly(
              "WARNING News of rooms wait: status 503",
              "WARNING News of rooms wait: status 500",
              "INFO News of rooms wait no longer",
              "WARNING News of rooms wait: status 503",
              "INFO News of rooms wait no longer");
    }
  }

  /** What the log says while it is open. */
  private static final class LogOfDelays extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Delay.class.getName());
    private final List<String> entries = new CopyOnWriteArrayList<>();

    LogOfDelays() {
      LOGGER.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
      entries.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      LOGGER.removeHandler(this);
    }
  }

  private HttpRoomEvents reported() {
    HttpRoomEvents events = events();
    report(events, "room");
    return events;
  }

  private HttpRoomEvents events() {
    URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    HttpClient http = HttpClient.newHttpClient();
    return new HttpRoomEvents(
        new RoomsAddress(
            () -> http,
            base.resolve("/rooms"),
            new AccessTokens(
                () -> http,
                base.resolve("/token"),
                new Credentials.Secret("c", "s"),
                InstantSource.system())));
  }

  private static void report(HttpRoomEvents events, String room) {
    events.report(
        room,
        new RoomEvent(
            UUID.randomUUID(),
            RoomEvent.Type.JOINED,
            Instant.now(),
            "s-1",
            "person",
            Role.NURSE,
            null,
            null),
        () -> {});
  }

  private void closesAtOnceAndForGood(HttpRoomEvents events) {
    int before = requests.get();
    long begun = System.nanoTime();
    events.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
    assertThat(requests.get()).isEqualTo(before);
  }
}
