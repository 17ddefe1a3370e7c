package care.chevet.standalone.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The generated passwords and keys, one file each, made at first use and kept from then on. */
public final class Secrets {

  private static final int PASSWORD_BYTES = 24;
  private static final int MASTER_KEY_BYTES = 32;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  public Secrets(Path folder) {
    this.folder = folder;
  }

  public String password(String name) {
    return kept(name, this::randomPassword);
  }

  /** The key that wraps the care homes' keys: Base64 on one line. */
  public Path attachmentsMasterKeyFile() {
    var name = "attachments-master-key";
    var _ = kept(name, () -> Base64.getEncoder().encodeToString(random(MASTER_KEY_BYTES)));
    return file(name);
  }

  /** Reads the named secret, or makes it and keeps it. */
  public String kept(String name, Supplier<String> make) {
    Path file = file(name);
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String made = make.get();
    DataFolder.writePrivately(file, made + "\n");
    return made;
  }

  /** Where the named secret lies, for a child that reads it from the file. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  private String randomPassword() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
