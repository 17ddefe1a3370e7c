package care.chevet.attachment;

import static care.chevet.attachment.AttachmentStage.nurse;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served of a file, and what is refused of one. */
final class AttachmentContentIT {

  @Test
  void aPhotographLosesItsPositionAndGetsAThumbnailThatIsUpright() throws IOException {
    var consultation = AttachmentStage.requested();
    // Held so that the red half, uppermost in the pixels, is on the right.
    var sent = Files.asFromTelephone(Files.jpeg(1_600, 1_200), 6);
    var id = nurse().send(consultation, sent, Tus.photo());

    var kept = nurse().download(consultation, id, "/content").body();
    assertThat(text(sent)).contains(Files.POSITION);
    assertThat(text(kept)).doesNotContain(Files.POSITION).contains("Exif");
    assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(1_600);
    var view = nurse().list(consultation).json().path("items").get(0);
    assertThat(view.path("sha256").asString()).isEqualTo(Tus.sha256(kept));
    assertThat(view.path("receivedSha256").asString()).isEqualTo(Tus.sha256(sent));
    assertThat(view.path("widthPixels").asInt()).isEqualTo(1_600);

    var thumbnail = nurse().download(consultation, id, "/thumbnail");
    assertThat(thumbnail.headers().firstValue("Content-Type")).contains("image/jpeg");
    var small = ImageIO.read(new ByteArrayInputStream(thumbnail.body()));
    assertThat(small.getWidth()).isEqualTo(240);
    assertThat(small.getHeight()).isEqualTo(320);
    assertThat(new Color(small.getRGB(200, 160)).getRed()).isGreaterThan(200);
    assertThat(new Color(small.getRGB(40, 160)).getBlue()).isGreaterThan(200);
  }

  @Test
  void whoeverReadsTheFeedIsGivenTheBytesThatItSpeaksOf() {
    var consultation = AttachmentStage.requested();
    var id = nurse().send(consultation, Files.jpeg(40, 30), Tus.photo());
    var kept = nurse().download(consultation, id, "/content").body();

    var given = AttachmentStage.machine("feed.read", consultation, id);
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.body()).isEqualTo(kept);
    assertThat(AttachmentStage.machine("rooms.write", consultation, id).statusCode())
        .isEqualTo(403);
    assertThat(AttachmentStage.machine("feed.read", AttachmentStage.requested(), id).statusCode())
        .isEqualTo(404);
    assertThat(
            AttachmentStage.DATABASE.rows(
                "select what from audit_entry where who = 'machine:fhir-adapter' and subject = '%s'"
                    .formatted(id)))
        .containsExactly("attachment.read");
  }

  @Test
  void nothingIsServedAsActiveContent() {
    var consultation = AttachmentStage.requested();
    var id =
        nurse()
            .send(
                consultation, Files.pdf(), Tus.file("document", "courrier.pdf", "application/pdf"));
    var headers = nurse().download(consultation, id, "/content").headers();
    assertThat(headers.firstValue("Content-Type")).contains("application/pdf");
    assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment;");
    assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.allValues("Content-Security-Policy"))
        .containsExactly("sandbox; default-src 'none'");
    assertThat(headers.firstValue("Cache-Control")).contains("private, no-store");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../../etc/passwd|passwd.pdf",
        "..\\..\\windows\\system32\\cmd.exe|cmd.exe.pdf",
        "/|sans-nom.pdf",
        "résumé du 20.pdf|résumé du 20.pdf",
        "page.html|page.html.pdf",
        "a\"; filename=\"evil.html|a__ filename=_evil.html.pdf",
        ".htaccess|htaccess.pdf"
      })
  void namesAreMadeSafe(String sent, String kept) {
    var consultation = AttachmentStage.requested();
    var id = nurse().send(consultation, Files.pdf(), Tus.file("document", sent, "application/pdf"));
    var view = nurse().list(consultation).json().path("items").get(0);
    assertThat(view.path("fileName").asString()).isEqualTo(kept);
    var header =
        nurse()
            .download(consultation, id, "/content")
            .headers()
            .firstValue("Content-Disposition")
            .orElseThrow();
    assertThat(header).startsWith("attachment; filename=").doesNotContain("..", "/", "\\");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.pdf\r\nSet-Cookie: stolen=1", "a\u0000b\u202Efdp.exe", "a\u0085b\u2028c"})
  void namesInjectNoHeader(String sent) {
    var consultation = AttachmentStage.requested();
    var id = nurse().send(consultation, Files.pdf(), Tus.file("document", sent, "application/pdf"));
    var answer = nurse().download(consultation, id, "/content");
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(one -> one.contains("stolen"));
    assertThat(nurse().list(consultation).json().path("items").get(0).path("fileName").asString())
        .matches("[\\p{Alnum}_.: =-]+");
  }

  @Test
  void contentThatIsNotWhatItsTypeSaysIsRefusedAndForgotten() {
    var consultation = AttachmentStage.requested();
    var page = Files.page();
    var upload = nurse().begin(consultation, page.length, Tus.photo());
    var answer = nurse().patch(upload, 0, page);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("content_mismatch");
    assertThat(nurse().head(upload).status()).isEqualTo(404);

    var cut = Arrays.copyOf(Files.jpeg(600, 400), 900);
    upload = nurse().begin(consultation, cut.length, Tus.photo());
    assertThat(nurse().patch(upload, 0, cut).code()).isEqualTo("content_mismatch");
    assertThat(nurse().list(consultation).json().path("items")).isEmpty();
  }

  @Test
  void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() {
    var consultation = AttachmentStage.requested();
    var bomb = Files.bomb(60_000, 60_000);
    assertThat(bomb.length).isLessThan(200);
    var upload =
        nurse().begin(consultation, bomb.length, Tus.file("photo", "big.png", "image/png"));
    var answer = nurse().patch(upload, 0, bomb);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("picture_too_large");
  }

  @Test
  void aPartOfAFileCanBeAskedFor() {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(3 * AttachmentLimits.PIECE_BYTES_MAX, 20);
    var id = nurse().send(consultation, sound, Tus.file("sound", "a.wav", "audio/wav"));

    var part = nurse().download(consultation, id, "/content", "Range", "bytes=65530-65545");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 65530-65545/196608");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(sound, 65_530, 65_546));
    var last = nurse().download(consultation, id, "/content", "Range", "bytes=-10");
    assertThat(last.body()).isEqualTo(Arrays.copyOfRange(sound, sound.length - 10, sound.length));
    var outside = nurse().download(consultation, id, "/content", "Range", "bytes=196608-");
    assertThat(outside.statusCode()).isEqualTo(416);
    assertThat(outside.headers().firstValue("Content-Range")).contains("bytes */196608");
    var stale =
        nurse()
            .download(consultation, id, "/content", "Range", "bytes=0-1", "If-Range", "\"other\"");
    assertThat(stale.statusCode()).isEqualTo(200);
    assertThat(stale.body()).isEqualTo(sound);
  }

  @Test
  void aSoundHasNoThumbnail() {
    var consultation = AttachmentStage.requested();
    var id =
        nurse().send(consultation, Files.sound(100, 21), Tus.file("sound", "a.wav", "audio/wav"));
    assertThat(nurse().download(consultation, id, "/thumbnail").statusCode()).isEqualTo(404);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
