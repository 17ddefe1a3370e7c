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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service and the database are killed in a storm of bookings, holds, confirmations, moves and
 * cancellations, with kits and rooms, half of them for a time that somebody else wants. Everyone
 * asks again, with the same key, until she is answered: what she was told last must be so, whole,
 * and be told again.
 */
class BookingCrashIT {

  private static final int BOOKERS = 6;
  private static final double CONTENTION = 0.5;
  private static final int KITS_AND_ROOMS = 40;
  private static final int ANSWERS_BEFORE_A_FAULT = 60;
  private static final int KILLS_OF_EACH = Boolean.getBoolean("chevet.full") ? 3 : 1;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;
  private static final int SERVER_ERROR = 500;
  private static final Duration MOVED_BY = Duration.ofDays(28);
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
  private static final Duration ASKED_AGAIN_EVERY = Duration.ofMillis(100);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  /** A write that was answered yes. */
  private record Promise(String path, String key, String request, KeptAlive.Answer answer) {}

  /** A booking as its booker was last told it is. */
  private record Visit(String path, String state, Instant start, int rows) {}

  @TempDir static Path data;

  private static RunningChevet chevet;

  private final ConcurrentLinkedQueue<Promise> promises = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  private URI console;
  private Session session;
  private Diary diary;
  private List<String> kits;
  private List<String> rooms;

  @BeforeAll
  static void up() {
    chevet = RunningChevet.start(data);
  }

  @AfterAll
  static void down() {
    chevet.close();
  }

  @Test
  void whatEveryoneWasToldLastIsSoWholeAndSaidAgain() throws Exception {
    console = URI.create(chevet.endpoint("console"));
    BookedSystem system = new BookedSystem(data, console.getPort());
    diary = new Diary(system.seed());
    session = Session.signIn(console, system.nurseAccount(), system.password());
    kits = equipped(system.careHome(), "device-kits");
    rooms = equipped(system.careHome(), "rooms");
    try (ExecutorService threads = Executors.newFixedThreadPool(BOOKERS)) {
      List<Future<?>> bookers = new ArrayList<>();
      for (int i = 0; i < BOOKERS; i++) {
        bookers.add(threads.submit(this::keepBooking));
      }
      try {
        for (int kill = 0; kill < KILLS_OF_EACH; kill++) {
          killInMidStorm("consultation-service");
          killInMidStorm("postgresql");
        }
        awaitMoreAnswers();
      } finally {
        over.set(true);
      }
      for (Future<?> booker : bookers) {
        booker.get();
      }
    }
    assertThat(refused).as("times that two wanted").hasPositiveValue();
    assertThat(visits).extracting(Visit::state).contains("booked", "cancelled");
    assertThat(system.doubleBookings()).as("promised twice").isZero();
    assertThat(system.halfBookings()).as("bookings without all their rows").isZero();
    assertThat(system.reservations())
        .as("nothing is kept that nobody was told of")
        .isEqualTo(visits.stream().mapToLong(Visit::rows).sum());
    everyVisitIsAsItWasToldLast();
    saidAgain();
  }

  private List<String> equipped(UUID careHome, String kind) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < KITS_AND_ROOMS; i++) {
      String path = "/api/v1/care-homes/" + careHome + "/" + kind;
      made.add(id(answered(path, UUID.randomUUID().toString(), "{\"name\":\"Essai " + i + "\"}")));
    }
    return made;
  }

  private void killInMidStorm(String process) {
    awaitMoreAnswers();
    long formerPid = chevet.pid(process);
    chevet.kill(process);
    chevet.awaitRestart(process, formerPid);
  }

  private void awaitMoreAnswers() {
    int before = promises.size();
    await("bookings go on")
        .atMost(ANSWERED_WITHIN)
        .until(() -> promises.size() >= before + ANSWERS_BEFORE_A_FAULT);
  }

  private void keepBooking() {
    while (!over.get()) {
      book(diary.draw(CONTENTION), ThreadLocalRandom.current().nextInt(8));
    }
  }

  /** One resident's visit: booked at once or held first; then left, moved, cancelled, or both. */
  private void book(Diary.Entry entry, int way) {
    boolean held = way % 2 == 0;
    boolean equipped = ThreadLocalRandom.current().nextBoolean();
    String request = equipped ? withKitAndRoom(entry.request()) : entry.request();
    KeptAlive.Answer made = done(held ? "/api/v1/holds" : "/api/v1/bookings", request);
    if (made.status() == CONFLICT) {
      refused.incrementAndGet();
      return;
    }
    assertThat(made.status()).as(made.body()).isEqualTo(CREATED);
    String booking = "/api/v1/bookings/" + id(made);
    if (held) {
      yes(done(booking + "/confirmation", "{}"));
    }
    Instant start = entry.start();
    if (way >= 4) {
      start = moved(booking, start);
    }
    boolean cancelled = way >= 6 || way == 2;
    if (cancelled) {
      yes(done(booking + "/cancellation", "{\"reason\":\"essai\"}"));
    }
    int rows = equipped ? 5 : 3;
    visits.add(
        cancelled
            ? new Visit(booking, "cancelled", start, 0)
            : new Visit(booking, "booked", start, rows));
  }

  /** Where it stands then: a rival may have been moved there before. */
  private Instant moved(String booking, Instant from) {
    Instant to = from.plus(MOVED_BY);
    KeptAlive.Answer answer = done(booking + "/move", "{\"start\":\"" + to + "\"}");
    if (answer.status() == CONFLICT) {
      refused.incrementAndGet();
      return from;
    }
    yes(answer);
    return to;
  }

  private String withKitAndRoom(String request) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return request.substring(0, request.lastIndexOf('}'))
        + ",\"deviceKit\":\"%s\",\"room\":\"%s\"}"
            .formatted(
                kits.get(random.nextInt(kits.size())), rooms.get(random.nextInt(rooms.size())));
  }

  private static String id(KeptAlive.Answer made) {
    var found = ID.matcher(made.body());
    assertThat(found.find()).as(made.body()).isTrue();
    return found.group(1);
  }

  private static void yes(KeptAlive.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(OK);
  }

  private KeptAlive.Answer done(String path, String request) {
    String key = UUID.randomUUID().toString();
    KeptAlive.Answer answer = answered(path, key, request);
    if (answer.status() < CONFLICT) {
      promises.add(new Promise(path, key, request, answer));
    }
    return answer;
  }

  /** Asks until there is an answer that is more than "not now". */
  private KeptAlive.Answer answered(String path, String key, String request) {
    return await("an answer")
        .atMost(ANSWERED_WITHIN)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(ASKED_AGAIN_EVERY)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              try (KeptAlive connection = new KeptAlive(console, session)) {
                return connection.post(path, key, request);
              }
            },
            answer -> answer.status() < SERVER_ERROR);
  }

  private void everyVisitIsAsItWasToldLast() throws IOException {
    try (KeptAlive connection = new KeptAlive(console, session)) {
      for (Visit visit : visits) {
        assertThat(connection.get(visit.path()).body())
            .contains("\"state\":\"" + visit.state() + "\"", "\"start\":\"" + visit.start() + "\"");
      }
    }
  }

  private void saidAgain() throws IOException {
    try (KeptAlive connection = new KeptAlive(console, session)) {
      for (Promise promise : promises) {
        KeptAlive.Answer again = connection.post(promise.path(), promise.key(), promise.request());
        assertThat(again).isEqualTo(promise.answer());
      }
    }
  }
}
