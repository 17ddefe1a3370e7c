package care.chevet.standalone.process;

import java.nio.file.Path;
import java.util.List;

/** A child that ended again and again before it was ready once. */
public final class NeverReady extends RuntimeException {

  private final String child;
  private final Path log;
  private final List<String> lastLines;

  NeverReady(String child, Path log, List<String> lastLines) {
    super(child + " ended several times before it was ready; its log is " + log);
    this.child = child;
    this.log = log;
    this.lastLines = List.copyOf(lastLines);
  }

  public String child() {
    return child;
  }

  public Path log() {
    return log;
  }

  public List<String> lastLines() {
    return lastLines;
  }
}
