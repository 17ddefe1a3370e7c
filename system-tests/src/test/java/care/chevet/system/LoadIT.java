package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.bench.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/**
 * Nurses and physicians at work while programs are killed and the database restarts: nothing fails
 * but for the outage itself, nothing that was acknowledged is lost, and memory stays level.
 */
class LoadIT {

  private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

  /** A slow machine takes its time; that nothing comes of the work is what is to be noticed. */
  private static final Duration AT_WORK_AGAIN_WITHIN = Duration.ofMinutes(2);

  private static final Duration KNOWN_WITHIN = Duration.ofMinutes(1);
  private static final int SIGN_INS_AT_ONCE = 8;

  /** What a heap may grow by, over and above half again, for caches that fill. */
  private static final double HEAP_GROWS_MB = 24;

  private static final double RESIDENT_GROWS_MB = 96;

  /** A process killed after so long, counted from the former fault. */
  private record Fault(Duration after, String process) {
    static Fault after(int seconds, String process) {
      return new Fault(Duration.ofSeconds(seconds), process);
    }
  }

  private final Path data = folder();
  private final Promises promises = new Promises();
  private final List<Window> windows = new ArrayList<>();

  @Test
  void aShiftIsOutlived() throws Exception {
    work(
        12,
        5,
        Duration.ofMillis(500),
        List.of(Fault.after(2, "signaling-server"), Fault.after(0, "consultation-service")),
        Duration.ofSeconds(4),
        List.of(Fault.after(0, "postgresql"), Fault.after(1, "fhir-adapter")),
        Duration.ofSeconds(4));
  }

  @Test
  @EnabledIfSystemProperty(named = "chevet.full", matches = "true")
  void tenMinutesOfTwoHundredAreOutlived() throws Exception {
    work(
        150,
        50,
        Duration.ofSeconds(3),
        List.of(
            Fault.after(40, "consultation-service"),
            Fault.after(30, "signaling-server"),
            Fault.after(30, "postgresql"),
            Fault.after(30, "consultation-service")),
        Duration.ofSeconds(60),
        List.of(
            Fault.after(20, "postgresql"),
            Fault.after(60, "fhir-adapter"),
            Fault.after(60, "postgresql"),
            Fault.after(60, "signaling-server")),
        Duration.ofSeconds(150));
  }

  /**
   * Memory is compared between two moments between which the service is not restarted.
   *
   * @param before faults up to the first of them
   * @param warming how long it then works before its memory is looked at
   * @param after faults between the two
   */
  private void work(
      int nurses,
      int physicians,
      Duration thinking,
      List<Fault> before,
      Duration warming,
      List<Fault> after,
      Duration rest)
      throws Exception {
    try (RunningChevet chevet = RunningChevet.start(data);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      URI console = URI.create(chevet.endpoint("console"));
      Outages outages = new Outages(chevet);
      LoadRun run = new LoadRun(http, console, outages, thinking, new CountDownLatch(1));
      Crowd crowd = new Crowd(data, console);
      try {
        List<Callable<Void>> people = signedIn(run, chevet, crowd, nurses, physicians, threads);
        List<Future<?>> streams = new ArrayList<>();
        for (Window window : windows) {
          streams.add(
              threads.submit(() -> {
                window.watch();
                return null;
              }));
        }
        List<Future<Void>> working = people.stream().map(threads::submit).toList();

        for (Fault fault : before) {
          strike(run, fault, working);
        }
        pass(run, warming, working);
        LiveMemory early = LiveMemory.of(chevet, "consultation-service");
        for (Fault fault : after) {
          strike(run, fault, working);
        }
        pass(run, rest, working);
        run.over().countDown();
        for (Future<Void> person : working) {
          person.get();
        }
        LiveMemory late = LiveMemory.of(chevet, "consultation-service");

        List<String> lost = lost();
        List<String> unexplained = outages.unexplained();
        System.out.printf(
            "load: %d people, %d writes acknowledged, %d of them lost, %d reports signed%n"
                + "load: %d requests failed, %d of them outside of outages%n"
                + "load: heap %.1f MB before, %.1f MB after; resident %.0f MB before, %.0f MB after%n",
            nurses + physicians,
            promises.writes(),
            lost.size(),
            promises.signed(),
            outages.failed(),
            unexplained.size(),
            early.heapMegabytes(),
            late.heapMegabytes(),
            early.residentMegabytes(),
            late.residentMegabytes());
        assertThat(unexplained).as("failures outside of outages").isEmpty();
        assertThat(lost).as("acknowledged, then lost").isEmpty();
        assertThat(crowd.consultations()).as("asked for once").isEqualTo(promises.all().size());
        streamsToldEverything();
        http.shutdownNow();
        for (Future<?> stream : streams) {
          stream.get();
        }
        isLevel(early, late);
      } finally {
        run.over().countDown();
        http.shutdownNow();
      }
    }
  }

  private List<Callable<Void>> signedIn(
      LoadRun run,
      RunningChevet chevet,
      Crowd crowd,
      int nurses,
      int physicians,
      ExecutorService threads)
      throws Exception {
    crowd.comes(nurses, physicians);
    MediaServer media = new MediaServer(run, chevet);
    List<Session> nursesIn = signIn(crowd, "nurse", nurses, threads);
    List<Session> physiciansIn = signIn(crowd, "physician", physicians, threads);
    List<Callable<Void>> people = new ArrayList<>();
    for (int n = 0; n < nurses; n++) {
      people.add(
          new Asker(
              run,
              window(run, nursesIn.get(n), "load-nurse-" + n),
              promises,
              "load-nurse-" + n,
              crowd.residentOf(n),
              Crowd.SPECIALTIES[n % 2]));
    }
    for (int n = 0; n < physicians; n++) {
      String name = "load-physician-" + n;
      people.add(new Answerer(run, window(run, physiciansIn.get(n), name), promises, media, name));
    }
    return people;
  }

  private static List<Session> signIn(Crowd crowd, String role, int people, ExecutorService threads)
      throws Exception {
    Semaphore doors = new Semaphore(SIGN_INS_AT_ONCE);
    List<Future<Session>> signing = new ArrayList<>();
    for (int n = 0; n < people; n++) {
      int number = n;
      signing.add(
          threads.submit(() -> {
            doors.acquire();
            try {
              return crowd.signIn(role, number);
            } finally {
              doors.release();
            }
          }));
    }
    List<Session> sessions = new ArrayList<>();
    for (Future<Session> session : signing) {
      sessions.add(session.get());
    }
    return sessions;
  }

  /** Under {@code target}, so that the logs of a run that failed can be read after it. */
  private static Path folder() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(target, "chevet-load-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was read of the session before it was hers is believed for a moment. */
  private Window window(LoadRun run, Session session, String name) {
    Window window = new Window(run, session);
    await(name + " is who she is")
        .atMost(KNOWN_WITHIN)
        .until(() -> window.get("/api/v1/me").json().path("displayName").asString("").equals(name));
    windows.add(window);
    return window;
  }

  /** Lets the time pass, kills, and waits until somebody signs a report again. */
  private void strike(LoadRun run, Fault fault, List<Future<Void>> working) throws Exception {
    pass(run, fault.after(), working);
    Duration outage = run.outages().of(fault.process());
    long signed = promises.signed();
    await("work goes on after " + fault.process())
        .atMost(AT_WORK_AGAIN_WITHIN)
        .until(() -> {
          nobodyStopped(working);
          return promises.signed() > signed;
        });
    System.out.printf("load: %s back after %d ms%n", fault.process(), outage.toMillis());
  }

  private static void pass(LoadRun run, Duration time, List<Future<Void>> working)
      throws InterruptedException, ExecutionException {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      if (run.over().await(1, TimeUnit.SECONDS)) {
        throw new IllegalStateException("over before its time");
      }
      nobodyStopped(working);
    }
  }

  /** Whoever ended before the run did was answered what she cannot work with: it is told here. */
  private static void nobodyStopped(List<Future<Void>> working)
      throws InterruptedException, ExecutionException {
    for (Future<Void> person : working) {
      if (person.isDone()) {
        person.get();
      }
    }
  }

  /** Asks for everything that was acknowledged. */
  private List<String> lost() throws InterruptedException {
    List<String> lost = new ArrayList<>();
    for (var entry : promises.all().entrySet()) {
      LoadRun.Reply reply = entry.getValue().nurse().get("/api/v1/consultations/" + entry.getKey());
      if (reply.status() == 200) {
        entry
            .getValue()
            .broken(reply.json())
            .map(what -> entry.getKey() + ": " + what)
            .forEach(lost::add);
      } else {
        lost.add(entry.getKey() + ": " + reply);
      }
    }
    return lost;
  }

  /** A live stream that broke off was taken up where it was: the end of each story was told. */
  private void streamsToldEverything() {
    await("the live streams tell of every report")
        .atMost(TOLD_WITHIN)
        .untilAsserted(() ->
            assertThat(
                    promises.all().entrySet().stream()
                        .filter(entry -> entry.getValue().signed())
                        .filter(entry -> !ended(entry.getValue(), entry.getKey())))
                .isEmpty());
  }

  private static boolean ended(Promises.Promise promise, String consultation) {
    JsonNode told = promise.nurse().told(consultation);
    return told != null && told.hasNonNull("reportedAt");
  }

  private static void isLevel(LiveMemory early, LiveMemory late) {
    assertThat(late.pid()).as("the same process").isEqualTo(early.pid());
    assertThat(late.heapMegabytes()).isLessThan(early.heapMegabytes() * 1.5 + HEAP_GROWS_MB);
    assertThat(late.residentMegabytes())
        .isLessThanOrEqualTo(early.residentMegabytes() * 1.5 + RESIDENT_GROWS_MB);
  }
}
