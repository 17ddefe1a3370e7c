package care.chevet.standalone.database;

import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The folder of PostgreSQL's data files. */
final class Cluster {

  private static final String MAJOR_VERSION = "18";

  private final Path folder;
  private final PostgresBinaries binaries;

  Cluster(Path folder, PostgresBinaries binaries) {
    this.folder = folder;
    this.binaries = binaries;
  }

  static CannotStart damaged(Path folder, String why) {
    return new CannotStart(
        "The data folder %s is damaged (%s): put a backup back, or move it away to begin with an empty one."
            .formatted(folder, why));
  }

  /**
   * Makes the data files beside their place and moves them there when they are whole, so that a
   * start killed in the middle leaves nothing that looks like a damaged folder.
   */
  void makeWhenMissing(String superuserPassword) {
    try {
      if (isMissingOrEmpty()) {
        Path fresh = folder.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(fresh);
        make(fresh, superuserPassword);
        Files.deleteIfExists(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      Path version = folder.resolve("PG_VERSION");
      if (!Files.exists(version)) {
        throw damaged(folder, "PG_VERSION is missing");
      }
      String found = Files.readString(version).strip();
      if (!found.equals(MAJOR_VERSION)) {
        throw damaged(folder, "it says PostgreSQL “" + found + "”, not " + MAJOR_VERSION);
      }
    } catch (IOException e) {
      throw damaged(folder, e.toString());
    }
  }

  /**
   * Removes the server's lock file when its process number meanwhile belongs to another program;
   * PostgreSQL itself only sees that some process has that number, and refuses to start.
   */
  void forgetStaleLock() {
    Path lock = folder.resolve("postmaster.pid");
    try {
      if (Files.exists(lock)) {
        String first = Files.readAllLines(lock).stream().findFirst().orElse("");
        boolean running =
            first.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(first))
                    .flatMap(process -> process.info().commandLine())
                    .filter(line -> line.contains(folder.toString()))
                    .isPresent();
        if (!running) {
          Files.delete(lock);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isMissingOrEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private void make(Path fresh, String superuserPassword) throws IOException {
    Path passwordFile = fresh.resolveSibling("postgres.password");
    DataFolder.writePrivately(passwordFile, superuserPassword + "\n");
    try {
      List<String> command = new ArrayList<>(Unprivileged.prefix());
      command.addAll(List.of(binaries.program("initdb"), "-D", fresh.toString()));
      command.addAll(List.of("-U", PostgresServer.SUPERUSER, "--pwfile=" + passwordFile));
      command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"));
      command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
      Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (initdb.waitFor() != 0) {
        throw new CannotStart("PostgreSQL cannot make its data folder: " + lastLine(output) + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The start was interrupted.", e);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private static String lastLine(String output) {
    return output.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("");
  }
}
