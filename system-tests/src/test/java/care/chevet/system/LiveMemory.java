package care.chevet.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of one of our programs: what is alive in its heap after a full collection, and what
 * the system counts as resident (0 where there is no {@code /proc}).
 */
record LiveMemory(String process, long pid, double heapMegabytes, double residentMegabytes) {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
  private static final double MEGABYTE = 1024.0 * 1024.0;

  static LiveMemory of(RunningChevet chevet, String process)
      throws IOException, InterruptedException {
    long pid = chevet.pid(process);
    Process asking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(histogram);
    if (asking.waitFor() != 0 || !total.find()) {
      throw new IOException("no count of " + process + "'s heap: " + histogram.lines().findFirst());
    }
    return new LiveMemory(process, pid, Long.parseLong(total.group(1)) / MEGABYTE, resident(pid));
  }

  private static double resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    Matcher resident = RESIDENT.matcher(Files.readString(status));
    return resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : 0;
  }
}
