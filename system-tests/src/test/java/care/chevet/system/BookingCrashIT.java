package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.bench.BookedSystem;
import care.chevet.bench.Diary;
import care.chevet.bench.KeptAlive;
import care.chevet.bench.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service, then the database, is killed in a storm of bookings. Everyone asks for a time of her
 * own and asks again, with the same key, until she is answered: so each must be told yes, and each
 * yes must be on record whole.
 */
class BookingCrashIT {

  private static final int BOOKERS = 6;
  private static final int BOOKINGS_BEFORE_A_FAULT = 60;
  private static final int CREATED = 201;
  private static final int SERVER_ERROR = 500;
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
  private static final Duration ASKED_AGAIN_EVERY = Duration.ofMillis(100);

  /** A booking that was answered yes. */
  private record Promise(String key, String request, String answer) {}

  @TempDir static Path data;

  private static RunningChevet chevet;

  private final ConcurrentLinkedQueue<Promise> promises = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @BeforeAll
  static void up() {
    chevet = RunningChevet.start(data);
  }

  @AfterAll
  static void down() {
    chevet.close();
  }

  @Test
  void everyYesIsOnRecordWholeAndIsSaidAgain() throws Exception {
    URI console = URI.create(chevet.endpoint("console"));
    BookedSystem system = new BookedSystem(data, console.getPort());
    Diary diary = new Diary(system.seed());
    Session session = Session.signIn(console, system.nurseAccount(), system.password());
    try (ExecutorService threads = Executors.newFixedThreadPool(BOOKERS)) {
      List<Future<?>> bookers = new ArrayList<>();
      for (int i = 0; i < BOOKERS; i++) {
        bookers.add(threads.submit(() -> book(console, session, diary)));
      }
      try {
        killInMidStorm("consultation-service");
        killInMidStorm("postgresql");
        awaitMorePromises();
      } finally {
        over.set(true);
      }
      for (Future<?> booker : bookers) {
        booker.get();
      }
    }
    assertThat(system.doubleBookings()).as("promised twice").isZero();
    assertThat(system.halfBookings()).as("bookings without their three rows").isZero();
    assertThat(system.reservations()).isEqualTo(3L * promises.size());
    saidAgain(console, session);
  }

  private void killInMidStorm(String process) {
    awaitMorePromises();
    long formerPid = chevet.pid(process);
    chevet.kill(process);
    chevet.awaitRestart(process, formerPid);
  }

  private void awaitMorePromises() {
    int before = promises.size();
    await("bookings go on")
        .atMost(ANSWERED_WITHIN)
        .until(() -> promises.size() >= before + BOOKINGS_BEFORE_A_FAULT);
  }

  private void book(URI console, Session session, Diary diary) {
    while (!over.get()) {
      String key = UUID.randomUUID().toString();
      String request = diary.draw(0).request();
      KeptAlive.Answer answer = answered(console, session, key, request);
      assertThat(answer.status()).as(answer.body()).isEqualTo(CREATED);
      promises.add(new Promise(key, request, answer.body()));
    }
  }

  /** Asks until there is an answer that is more than "not now". */
  private static KeptAlive.Answer answered(
      URI console, Session session, String key, String request) {
    return await("an answer")
        .atMost(ANSWERED_WITHIN)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(ASKED_AGAIN_EVERY)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              try (KeptAlive connection = new KeptAlive(console, session)) {
                return connection.post("/api/v1/bookings", key, request);
              }
            },
            answer -> answer.status() < SERVER_ERROR);
  }

  private void saidAgain(URI console, Session session) throws IOException {
    try (KeptAlive connection = new KeptAlive(console, session)) {
      for (Promise promise : promises) {
        KeptAlive.Answer again =
            connection.post("/api/v1/bookings", promise.key(), promise.request());
        assertThat(again.status()).isEqualTo(CREATED);
        assertThat(again.body()).isEqualTo(promise.answer());
      }
    }
  }
}
