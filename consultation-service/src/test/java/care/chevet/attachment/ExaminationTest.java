package care.chevet.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.problem.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What looking at a file brings out. */
final class ExaminationTest {

  @Test
  void aPngLosesItsTextsAndAWebpItsExif() {
    for (var picture : List.of(Files.pngWithText(50, 40), Files.webp(50, 40))) {
      var format = picture[0] == 'R' ? Format.WEBP : Format.PNG;
      assertThat(text(picture)).contains(Files.POSITION);
      var examined = done(Examination.of(format, picture));
      assertThat(text(examined.kept())).doesNotContain(Files.POSITION);
      assertThat(examined.picture()).isEqualTo(new PictureSize(50, 40));
      assertThat(done(Examination.of(format, examined.kept())).changed()).isFalse();
    }
  }

  @Test
  void aPictureThatCarriesNothingIsKeptByteForByte() {
    var jpeg = Files.jpeg(120, 90);
    var examined = done(Examination.of(Format.JPEG, jpeg));
    assertThat(examined.kept()).isEqualTo(jpeg);
    assertThat(examined.changed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noFormatIsTakenForAnother(Format declared) {
    var samples =
        List.of(Files.jpeg(9, 9), Files.png(9, 9), Files.webp(9, 9), Files.pdf(), Files.page());
    for (var sample : samples) {
      var begins = declared.begins(Arrays.copyOf(sample, Math.min(64, sample.length)));
      assertThat(begins).isEqualTo(own(declared) != null && Arrays.equals(own(declared), sample));
    }
  }

  private static byte[] own(Format format) {
    return switch (format) {
      case JPEG -> Files.jpeg(9, 9);
      case PNG -> Files.png(9, 9);
      case WEBP -> Files.webp(9, 9);
      case PDF -> Files.pdf();
      case WAV, MP3, OGG, MP4_AUDIO, WEBM_AUDIO -> null;
    };
  }

  @Test
  void aFilmIsNoSound() {
    var handler = box("hdlr", bytes(new byte[8], "vide", new byte[12]));
    var film = bytes(box("ftyp", bytes("isom")), box("moov", box("trak", box("mdia", handler))));
    assertThat(Examination.of(Format.MP4_AUDIO, film)).isInstanceOf(Outcome.Refused.class);
    var sound = new String(film, StandardCharsets.ISO_8859_1).replace("vide", "soun");
    assertThat(Examination.of(Format.MP4_AUDIO, sound.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aPictureDamagedAnywhereIsKeptOrRefusedButNeverAFault() {
    var random = new Random(7);
    for (var sample :
        List.of(
            Files.asFromTelephone(Files.jpeg(80, 60), 8),
            Files.pngWithText(80, 60),
            Files.webp(80, 60))) {
      var format =
          switch (sample[0]) {
            case 'R' -> Format.WEBP;
            case (byte) 0x89 -> Format.PNG;
            default -> Format.JPEG;
          };
      for (int round = 0; round < 500; round++) {
        var damaged = Arrays.copyOf(sample, 1 + random.nextInt(sample.length));
        for (int hit = random.nextInt(4); hit > 0; hit--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        assertThat(Examination.of(format, damaged)).isNotNull();
      }
    }
  }

  private static Examination done(Outcome<Examination> outcome) {
    return ((Outcome.Done<Examination>) outcome).value();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  private static byte[] bytes(Object... parts) {
    var out = new java.io.ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(
          part instanceof String text ? text.getBytes(StandardCharsets.US_ASCII) : (byte[]) part);
    }
    return out.toByteArray();
  }
}
