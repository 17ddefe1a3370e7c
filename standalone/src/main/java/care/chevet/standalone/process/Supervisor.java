package care.chevet.standalone.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The children of this process, in the order in which they were started. */
public final class Supervisor {

  private final RunNotes notes;
  private final Path logs;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private volatile Runnable changed = () -> {};
  private boolean closed;

  public Supervisor(RunNotes notes, Path logs) {
    this.notes = notes;
    this.logs = logs;
  }

  /** Starts a child and keeps it running from now on. */
  public synchronized Child start(ProcessPlan plan) {
    if (closed) {
      throw new IllegalStateException("no child is started any more: " + plan.name());
    }
    Child child = new Child(plan, notes, new LogFile(logs, plan.name()), () -> changed.run());
    children.add(child);
    child.start();
    return child;
  }

  /** Calls back whenever a child got a new process. */
  public void whenChanged(Runnable callback) {
    changed = callback;
  }

  public List<Child> children() {
    return List.copyOf(children);
  }

  /** Stops all children, and starts none from now on. */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    stop(children());
  }

  /** Stops the given children at once, and returns when all have ended. */
  public void stop(List<Child> some) {
    List<Thread> stops =
        some.stream().map(child -> Thread.startVirtualThread(child::stop)).toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    children.removeAll(some);
  }
}
