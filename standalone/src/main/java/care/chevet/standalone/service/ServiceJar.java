package care.chevet.standalone.service;

import care.chevet.standalone.settings.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The runnable jar of a service, as the build left it. */
record ServiceJar(String name, Path file) {

  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  static ServiceJar find(Path home, String name) {
    Path file = home.resolve(name).resolve("target").resolve(name + "-" + VERSION + ".jar");
    if (!Files.isRegularFile(file)) {
      throw new CannotStart("The program " + file + " is missing: build it with ./chevet up.");
    }
    return new ServiceJar(name, file);
  }

  /**
   * The command that runs it on the Java that runs us. Java writes the archive of loaded classes
   * when the service first ends in order, checks it at each start, and then starts faster.
   */
  List<String> command(int heapMegabytesMax, String marker, Path programs) {
    return List.of(
        JAVA,
        "-Xmx" + heapMegabytesMax + "m",
        // One thread collects: on a small shared machine more would only take from the others.
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        // Java warns of each class that it does not archive, and of an archive older than its jar.
        "-Xlog:cds*=off",
        "-Xlog:aot*=off",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + programs.resolve(name + ".jsa"),
        "--sun-misc-unsafe-memory-access=allow",
        marker,
        "-jar",
        unpacked(programs).toString());
  }

  /** A jar of jars is unpacked once, since Java archives no classes of a jar within a jar. */
  private Path unpacked(Path programs) {
    try {
      if (!isJarOfJars()) {
        return file;
      }
      String build = Files.getLastModifiedTime(file).toMillis() + "-" + Files.size(file);
      Path folder = programs.resolve(name + "-" + build);
      if (!Files.exists(folder)) {
        removeOlder(programs);
        Path fresh = programs.resolve(name + "-new");
        unpack(fresh);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return folder.resolve(file.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isJarOfJars() throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.getEntry("BOOT-INF/") != null;
    }
  }

  private void removeOlder(Path programs) throws IOException {
    try (Stream<Path> old = Files.list(programs)) {
      for (Path folder :
          old.filter(path -> path.getFileName().toString().startsWith(name + "-")).toList()) {
        FileSystemUtils.deleteRecursively(folder);
      }
    }
  }

  private void unpack(Path folder) throws IOException {
    Process tool =
        new ProcessBuilder(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                file.toString(),
                "extract",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new CannotStart("The program " + file + " cannot be unpacked: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The start was interrupted.", e);
    }
  }
}
