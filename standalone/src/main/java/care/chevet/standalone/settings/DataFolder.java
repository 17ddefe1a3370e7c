package care.chevet.standalone.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder where everything that lasts is kept; held by one running system at a time. */
public final class DataFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel lockChannel;

  private DataFolder(Path root, FileChannel lockChannel) {
    this.root = root;
    this.lockChannel = lockChannel;
  }

  /** Creates the folder when it is missing, and takes it for this process. */
  public static DataFolder open(Path root) {
    try {
      createPrivate(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new CannotStart(
            "The data folder " + root + " is in use by a Chevet that is already running.");
      }
      for (String part : new String[] {"secrets", "logs", "run", "programs"}) {
        createPrivate(root.resolve(part));
      }
      return new DataFolder(root, channel);
    } catch (FileAlreadyExistsException e) {
      throw new CannotStart(
          "The data folder " + root + " cannot be used: " + e.getFile() + " is not a folder.", e);
    } catch (IOException e) {
      throw new CannotStart("The data folder " + root + " cannot be written: " + e + ".", e);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  public Path root() {
    return root;
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** Notes of the running children, one file each, read by the next start after a crash. */
  public Path run() {
    return root.resolve("run");
  }

  /** What can be made again at any time: unpacked binaries and class archives. */
  public Path programs() {
    return root.resolve("programs");
  }

  public Path endpoints() {
    return root.resolve("endpoints.json");
  }

  /** Writes a file that only its owner may read; a reader sees the old text or the new, no half. */
  public static void writePrivately(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
