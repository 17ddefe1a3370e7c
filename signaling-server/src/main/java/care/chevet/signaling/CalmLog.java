package care.chevet.signaling;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** The log: one line an entry on standard output, what matters and nothing else. */
final class CalmLog extends Formatter {
  /** Held so that the level set on it is not forgotten with it. */
  private static final Logger NETTY = Logger.getLogger("io.netty");

  static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(
        new StreamHandler(System.out, new CalmLog()) {
          @Override
          public synchronized void publish(LogRecord entry) {
            super.publish(entry);
            flush();
          }
        });
    NETTY.setLevel(Level.WARNING);
  }

  @Override
  public String format(LogRecord entry) {
    String name = entry.getLoggerName();
    String source = name == null ? "" : name.substring(name.lastIndexOf('.') + 1);
    String line =
        "%s %-7s %s: %s%n"
            .formatted(
                Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS),
                entry.getLevel().getName(),
                source,
                formatMessage(entry));
    Throwable thrown = entry.getThrown();
    if (thrown == null) {
      return line;
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return line + trace;
  }
}
