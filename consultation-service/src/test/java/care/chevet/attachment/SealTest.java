package care.chevet.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Sealed pieces and wrapped keys open where they belong and nowhere else. */
final class SealTest {
  private static final UUID FILE = new UUID(1, 2);
  private static final DataKey KEY =
      new DataKey(new UUID(3, 4), new UUID(5, 6), new SecretKeySpec(new byte[32], "AES"));
  private static final byte[] PLAIN =
      "battement".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  @Test
  void aPieceOpensInItsPlaceOfItsFile() {
    var seal = FileSeal.of(KEY, FILE);
    var sealed = seal.seal(10, 100, PLAIN);
    assertThat(seal.open(10, 100, sealed)).isEqualTo(PLAIN);
    assertThat(seal.seal(10, 100, PLAIN)).as("no nonce twice").isNotEqualTo(sealed);
    assertThatThrownBy(() -> seal.open(11, 100, sealed)).isInstanceOf(TamperedContent.class);
    assertThatThrownBy(() -> seal.open(10, 99, sealed)).isInstanceOf(TamperedContent.class);
    assertThatThrownBy(() -> FileSeal.of(KEY, new UUID(1, 3)).open(10, 100, sealed))
        .isInstanceOf(TamperedContent.class);
    assertThatThrownBy(() -> seal.open(10, 100, new byte[5])).isInstanceOf(TamperedContent.class);
  }

  @Test
  void aKeyUnwrapsForItsCareHomeAndOutlivesARotationOfTheMaster() {
    var old = line(1);
    var wrapped = MasterKeys.read(List.of(old)).wrap(KEY);
    var rotated = MasterKeys.read(List.of("# since November", line(2), old));
    assertThat(rotated.unwrap(KEY.id(), KEY.careHome(), wrapped).secret()).isEqualTo(KEY.secret());
    assertThatThrownBy(() -> rotated.unwrap(KEY.id(), new UUID(9, 9), wrapped))
        .isInstanceOf(TamperedContent.class);
    assertThatThrownBy(
            () -> MasterKeys.read(List.of(line(2))).unwrap(KEY.id(), KEY.careHome(), wrapped))
        .hasMessageContaining("lacks the key");
  }

  @Test
  void aFileOfMasterKeysIsCheckedAndNeverQuoted() {
    assertThatThrownBy(() -> MasterKeys.read(List.of("c2VjcmV0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c2VjcmV0");
    assertThatThrownBy(() -> MasterKeys.read(List.of("", "# nothing")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(KEY.toString()).doesNotContain("AES");
  }

  private static String line(int fill) {
    var key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }
}
