package care.chevet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The memory that the processes of one name hold, as the Linux kernel counts it.
 *
 * <p>It is the proportional set size: a page that several processes share counts once over all of
 * them. Plain resident sizes would count PostgreSQL's shared buffers once for each connection.
 */
public record Memory(String name, double megabytes) {

  static final String KIND = "proportional resident memory";

  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
  private static final Pattern JAR = Pattern.compile("([a-z-]+)-0\\.1\\.0-SNAPSHOT\\.jar");

  /** Of a process and all that descend from it, summed by name. */
  public static List<Memory> of(ProcessHandle root) {
    Map<String, Double> sums =
        Stream.concat(Stream.of(root), root.descendants())
            .collect(
                Collectors.groupingBy(
                    Memory::nameOf, TreeMap::new, Collectors.summingDouble(Memory::megabytesOf)));
    return sums.entrySet().stream()
        .map(entry -> new Memory(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String nameOf(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    Matcher jar = JAR.matcher(line);
    if (jar.find()) {
      return jar.group(1);
    }
    return line.contains("postgres") ? "postgresql" : "script";
  }

  private static double megabytesOf(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    try {
      Matcher pss = PSS.matcher(Files.readString(file));
      return pss.find() ? Long.parseLong(pss.group(1)) / 1024.0 : 0;
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
      return 0;
    }
  }
}
