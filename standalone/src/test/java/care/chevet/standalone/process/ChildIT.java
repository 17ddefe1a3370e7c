package care.chevet.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private RunNotes notes;
  private Supervisor supervisor;

  @BeforeEach
  void makeSupervisor() {
    notes = new RunNotes(folder);
    supervisor = new Supervisor(notes, folder);
  }

  @AfterEach
  void stopAll() {
    supervisor.stop(supervisor.children());
  }

  @Test
  void aChildThatIsKilledIsStartedAgain() {
    AtomicInteger changes = new AtomicInteger();
    supervisor.whenChanged(changes::incrementAndGet);
    Child child = supervisor.start(plan("steady", "echo started; exec sleep 600"));
    child.firstReady().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    long first = child.pid().orElseThrow();

    assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();

    await().atMost(SOON).until(() -> child.pid().filter(pid -> pid != first).isPresent());
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(Files.readAllLines(folder.resolve("steady.log")))
                .containsExactly("started", "started"));
    await().atMost(SOON).until(() -> changes.get() == 2);
  }

  @Test
  void aChildThatNeverGetsReadyIsGivenUpWithItsLastWords() {
    Child child = supervisor.start(plan("broken", "echo no luck; exit 3", () -> false));
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> child.firstReady().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
        .havingCause()
        .isInstanceOfSatisfying(
            NeverReady.class, never -> assertThat(never.lastLines()).contains("no luck"));
    assertThat(child.pid()).isEmpty();
  }

  @Test
  void aChildThatIgnoresTheSignalIsKilledWhenItsGraceIsOver() {
    Child child = supervisor.start(plan("deaf", "trap '' TERM; while :; do sleep 0.1; done"));
    child.firstReady().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    ProcessHandle process = ProcessHandle.of(child.pid().orElseThrow()).orElseThrow();
    supervisor.stop(List.of(child));
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aStoppedChildStaysStoppedAndLeavesNoNote() {
    Child child = supervisor.start(plan("brief", "exec sleep 600"));
    child.firstReady().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(folder.resolve("brief.pid")).exists();
    supervisor.stop(List.of(child));
    assertThat(child.pid()).isEmpty();
    assertThat(folder.resolve("brief.pid")).doesNotExist();
    assertThat(supervisor.children()).isEmpty();
  }

  @Test
  void whatAnEarlierRunLeftBehindIsFoundAndStopped() throws IOException {
    ProcessPlan plan = plan("orphan", "while :; do sleep 0.1; done");
    Process orphan = new ProcessBuilder(plan.command()).start();
    notes.write(plan, orphan.toHandle());

    assertThat(new RunNotes(folder).stopLeftovers()).containsExactly("orphan");
    await().atMost(SOON).until(() -> !orphan.isAlive());
  }

  @Test
  void aStrangerThatHasTheNumberOfALeftoverIsLeftAlone() throws IOException {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      notes.write(plan("orphan", "exec sleep 600"), stranger.toHandle());
      assertThat(new RunNotes(folder).stopLeftovers()).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
      assertThat(folder.resolve("orphan.pid")).doesNotExist();
    } finally {
      boolean _ = stranger.toHandle().destroyForcibly();
    }
  }

  @Test
  void aFullLogIsSetAsideWhileItsWriterGoesOn() throws IOException {
    LogFile log = new LogFile(folder, "chatty");
    Files.write(log.path(), new byte[(int) LogFile.PIECE_BYTES_MAX + 1]);
    log.rotateWhenFull();
    assertThat(log.path()).isEmptyFile();
    assertThat(folder.resolve("chatty.log.1")).hasSize(LogFile.PIECE_BYTES_MAX + 1);
  }

  private static ProcessPlan plan(String name, String script) {
    return plan(name, script, () -> true);
  }

  private static ProcessPlan plan(String name, String script, Readiness ready) {
    String marker = "chevet-child-of-a-test-" + name;
    return new ProcessPlan(
        name,
        List.of("sh", "-c", script, marker),
        marker,
        Map.of(),
        ready,
        Optional.empty(),
        StopSignal.TERM,
        Duration.ofSeconds(1));
  }
}
