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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
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
  /** As many as are told of at a time. */
  private static final int ROOMS = 4;

  /** Less than it takes to give the senders up, one after the other. */
  private static final Duration AT_ONCE = Duration.ofMillis(1800);

  /** After this many requests for a room a pause is two seconds at least. */
  private static final int REQUESTS_BEFORE_A_LONG_PAUSE = 5;

  private static final Duration SOON = Duration.ofSeconds(20);
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch neverCounted = new CountDownLatch(1);
  private final Map<String, Integer> requestsOfRooms = new ConcurrentHashMap<>();
  private final CyclicBarrier allRooms = new CyclicBarrier(ROOMS);
  private final AtomicInteger longPauses = new AtomicInteger();
  private final HttpServer service;
  private boolean hangs;
  private boolean pausesAreAbreast;
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
          int ofRoom = requestsOfRooms.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
          boolean pauseIsLong = pausesAreAbreast && ofRoom == REQUESTS_BEFORE_A_LONG_PAUSE;
          if (hangs) {
            awaitTheEnd();
          }
          if (pauseIsLong) {
            awaitTheOtherRooms();
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
          if (pauseIsLong) {
            int _ = longPauses.incrementAndGet();
          }
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

  private void awaitTheOtherRooms() {
    try {
      int _ = allRooms.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    neverCounted.countDown();
    service.stop(0);
  }

  @Test
  void closingEndsALongPause() {
    pausesAreAbreast = true;
    HttpRoomEvents events = reported();
    await().atMost(SOON).until(() -> longPauses.get() == ROOMS);
    closesAtOnceAndForGood(events);
  }

  @Test
  void closingEndsARequestThatHangs() {
    hangs = true;
    HttpRoomEvents events = reported();
    await().until(() -> requests.get() >= ROOMS);
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
      // One of each room may have been on its way already; the third was not.
      int already = requests.get();
      await().until(() -> requests.get() >= already + 3);
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
    for (int room = 1; room <= ROOMS; room++) {
      report(events, "room-" + room);
    }
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
