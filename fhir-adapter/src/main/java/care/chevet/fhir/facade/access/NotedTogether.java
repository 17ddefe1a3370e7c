package care.chevet.fhir.facade.access;

import care.chevet.fhir.facade.access.Accesses.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Notes in one transaction what many requests have to note at the same time: while one writes,
 * others gather, and the first of these writes for all of them.
 */
final class NotedTogether {

  /** What one request has to note, and what came of it. Guarded by the lock. */
  private static final class Turn {
    final List<Access> accesses;
    boolean over;
    @Nullable RuntimeException failure;

    Turn(List<Access> accesses) {
      this.accesses = accesses;
    }
  }

  private final Consumer<List<Access>> kept;
  private final Queue<Turn> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param kept keeps all of some, or none and throws
   */
  NotedTogether(Consumer<List<Access>> kept) {
    this.kept = kept;
  }

  /** Returns once they are noted. */
  void note(List<Access> accesses) {
    var mine = new Turn(accesses);
    waiting.add(mine);
    writing.lock();
    try {
      if (!mine.over) {
        write(all());
      }
      if (mine.failure != null) {
        throw mine.failure;
      }
    } finally {
      writing.unlock();
    }
  }

  private List<Turn> all() {
    var turns = new ArrayList<Turn>();
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      turns.add(next);
    }
    return turns;
  }

  private void write(List<Turn> turns) {
    var failure = failureOf(turns.stream().flatMap(turn -> turn.accesses.stream()).toList());
    // One that cannot be kept takes no other along.
    var apart = failure instanceof DataIntegrityViolationException && turns.size() > 1;
    for (var turn : turns) {
      turn.failure = apart ? failureOf(turn.accesses) : failure;
      turn.over = true;
    }
  }

  private @Nullable RuntimeException failureOf(List<Access> noted) {
    try {
      kept.accept(noted);
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
