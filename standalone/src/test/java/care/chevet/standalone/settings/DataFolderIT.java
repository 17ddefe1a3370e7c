package care.chevet.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.chevet.standalone.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {

  @TempDir Path temporary;

  @Test
  void secretsAreKeptAndReadableByTheirOwnerAlone() throws IOException {
    try (DataFolder data = DataFolder.open(temporary.resolve("data"))) {
      String first = new Secrets(data.secrets()).password("a");
      assertThat(new Secrets(data.secrets()).password("a")).isEqualTo(first).hasSize(32);
      assertThat(new Secrets(data.secrets()).password("b")).isNotEqualTo(first);
      assertThat(permissions(data.secrets())).isEqualTo("rwx------");
      assertThat(permissions(data.secrets().resolve("a"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aFileInTheFoldersPlaceIsRefusedWithOneSentence() throws IOException {
    Path file = Files.writeString(temporary.resolve("data"), "not a folder");
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> DataFolder.open(file))
        .withMessageContaining(file + " is not a folder");
  }

  @Test
  void aTakenPortIsNamedWithItsUse() throws IOException {
    Ports ports = FreePorts.block();
    try (ServerSocket _ = new ServerSocket(ports.fhir(), 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(ports::requireFree)
          .withMessageStartingWith(
              "Port " + ports.fhir() + ", wanted for the FHIR adapter, is taken");
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
