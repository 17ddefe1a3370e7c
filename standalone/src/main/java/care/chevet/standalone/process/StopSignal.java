package care.chevet.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The signal that asks a process to end in order. */
public enum StopSignal {
  TERM,
  /** PostgreSQL's fast shutdown; on TERM it would wait for its clients to leave. */
  INT;

  void send(ProcessHandle process) {
    switch (this) {
      case TERM -> {
        boolean _ = process.destroy();
      }
      case INT -> interrupt(process.pid());
    }
  }

  private static void interrupt(long pid) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -INT " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      // A process that has just ended makes kill fail, which is what was wanted.
      int _ = kill.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
