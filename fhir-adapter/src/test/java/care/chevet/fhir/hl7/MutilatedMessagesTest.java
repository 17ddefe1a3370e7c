package care.chevet.fhir.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Twenty thousand messages with bytes changed, left out and doubled; the seed says which. */
final class MutilatedMessagesTest {

  private static final int MUTATIONS = 20_000;
  private static final int FRAME_BYTES_MAX = 4_000;
  private static final byte[] WHOLE =
      ("\u000BMSH|^~\\&|HIS||CHEVET||20261121||ACK^A01|x1|P|2.5||||||UNICODE UTF-8\r"
              + "MSA|AA|m1|pris\r\u001C\r")
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void nothingButARefusalComesOfThem() {
    var random = new Random(20_261_121);
    var read = 0;
    for (var count = 0; count < MUTATIONS; count++) {
      read += survives(mutilated(random)) ? 1 : 0;
    }
    assertThat(read).isBetween(1, MUTATIONS - 1);
  }

  private static boolean survives(byte[] bytes) {
    try {
      var message = MllpFrames.read(new ByteArrayInputStream(bytes), FRAME_BYTES_MAX);
      if (message.isEmpty()) {
        return false;
      }
      assertThat(message.get().length).isLessThanOrEqualTo(FRAME_BYTES_MAX);
      assertThat(Hl7Text.controlId(message.get())).isNotNull();
      var text = Hl7Text.decode(message.get(), StandardCharsets.UTF_8);
      return Acknowledgement.parse(text).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] mutilated(Random random) {
    var bytes = WHOLE.clone();
    for (var change = random.nextInt(4); change >= 0; change--) {
      var at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(3)) {
            case 0 -> changed(bytes, at, (byte) random.nextInt(256));
            case 1 -> Arrays.copyOf(bytes, Math.max(1, at));
            default -> doubled(bytes, at);
          };
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, int at, byte value) {
    var result = bytes.clone();
    result[at] = value;
    return result;
  }

  private static byte[] doubled(byte[] bytes, int from) {
    var result = Arrays.copyOf(bytes, bytes.length + bytes.length - from);
    System.arraycopy(bytes, from, result, bytes.length, bytes.length - from);
    return result;
  }
}
