package care.chevet.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child's log: the file it appends its output to, and a few older pieces.
 *
 * <p>The child holds the file open in append mode, and must go on writing to it when its parent was
 * killed. So a full log is copied aside and emptied, not renamed.
 */
final class LogFile {

  private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);

  static final long PIECE_BYTES_MAX = 10L * 1024 * 1024;
  static final int OLD_PIECES_MAX = 4;
  private static final long TAIL_BYTES_MAX = 16L * 1024;

  private final Path file;

  LogFile(Path folder, String name) {
    this.file = folder.resolve(name + ".log");
  }

  Path path() {
    return file;
  }

  /** Sets a full log aside; does nothing as long as it is not full. */
  void rotateWhenFull() {
    try {
      if (Files.exists(file) && Files.size(file) > PIECE_BYTES_MAX) {
        for (int age = OLD_PIECES_MAX - 1; age >= 1; age--) {
          if (Files.exists(old(age))) {
            Files.move(old(age), old(age + 1), StandardCopyOption.REPLACE_EXISTING);
          }
        }
        Files.copy(file, old(1), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
      }
    } catch (IOException e) {
      // A log that grows is no reason to stop what writes it.
      LOG.warn("The log {} cannot be set aside", file, e);
    }
  }

  /** The last lines, for a message about a child that ended. */
  List<String> tail(int lines) {
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, reader.length() - TAIL_BYTES_MAX);
      byte[] bytes = new byte[(int) (reader.length() - start)];
      reader.seek(start);
      reader.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException _) {
      return List.of();
    }
  }

  private Path old(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }
}
