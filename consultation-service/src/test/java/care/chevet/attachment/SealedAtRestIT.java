package care.chevet.attachment;

import static care.chevet.attachment.AttachmentStage.nurse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What somebody who holds the database can do, and what an erased key undoes. */
@TestMethodOrder(MethodOrderer.MethodName.class)
final class SealedAtRestIT {

  @Test
  void noByteOfAFileLiesInTheDatabase() {
    var consultation = AttachmentStage.requested();
    var id =
        nurse().send(consultation, Files.pdf(), Tus.file("document", "a.pdf", "application/pdf"));
    var stored =
        AttachmentStage.DATABASE.rows(
            "select encode(sealed, 'hex') from attachment_piece where upload = '%s'".formatted(id));
    assertThat(stored)
        .isNotEmpty()
        .noneMatch(one ->
            one.contains(
                HexFormat.of()
                    .formatHex("PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
  }

  @Test
  void piecesThatWereSwappedDroppedOrChangedDoNotOpen() {
    tampered(
        """
        update attachment_piece set sealed = (
          select sealed from attachment_piece where upload = '%1$s' and start_byte = 65536)
        where upload = '%1$s' and start_byte = 0
        """);
    tampered("delete from attachment_piece where upload = '%1$s' and start_byte = 131072");
    tampered(
        """
        update attachment_piece set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)
        where upload = '%1$s' and start_byte = 65536
        """);
  }

  private static void tampered(String how) {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(3 * AttachmentLimits.PIECE_BYTES_MAX, 30);
    var id = nurse().send(consultation, sound, Tus.file("sound", "a.wav", "audio/wav"));
    AttachmentStage.DATABASE.execute(how.formatted(id));
    assertThatThrownBy(() -> whole(consultation, id)).isInstanceOf(UncheckedIOException.class);
  }

  private static void whole(String consultation, String id) {
    var answer = nurse().download(consultation, id, "/content");
    if (answer.statusCode() != 200) {
      throw new UncheckedIOException(new java.io.IOException("answered " + answer.statusCode()));
    }
  }

  /** Comes last by its name: it takes the key from the other tests' files too. */
  @Test
  void zErasingTheCareHomesKeyErasesItsAttachments() {
    var consultation = AttachmentStage.requested();
    var id = nurse().send(consultation, Files.jpeg(60, 40), Tus.photo());
    var begun = nurse().begin(consultation, 1_000, Tus.file("sound", "a.wav", "audio/wav"));
    var erasure = "/api/v1/care-homes/" + AttachmentStage.LES_TILLEULS + "/attachments/erasure";
    var confirmed = "{\"finess\":\"990000011\"}";
    assertThat(nurse().browser().post(erasure, confirmed).status()).isEqualTo(403);
    var operator = AttachmentStage.operator().browser();
    assertThat(operator.post(erasure, "{\"finess\":\"990000012\"}").code())
        .isEqualTo("erasure_not_confirmed");
    assertThat(nurse().download(consultation, id, "/content").statusCode()).isEqualTo(200);

    var erased = AttachmentStage.ok(operator.post(erasure, confirmed));
    assertThat(erased.json().path("attachments").asLong()).isPositive();

    assertThat(nurse().download(consultation, id, "/content").statusCode()).isEqualTo(410);
    assertThat(nurse().download(consultation, id, "/thumbnail").statusCode()).isEqualTo(410);
    assertThat(nurse().patch(begun, 0, Files.sound(1_000, 31)).code())
        .isEqualTo("attachment_erased");
    assertThat(nurse().list(consultation).json().path("items").get(0).path("fileName").asString())
        .isEqualTo("sans-nom");
    assertThat(
            AttachmentStage.DATABASE.rows(
                "select count(*) from attachment_key where wrapped is not null and care_home = '%s'"
                    .formatted(AttachmentStage.LES_TILLEULS)))
        .containsExactly("0");

    var anew = nurse().send(consultation, Files.jpeg(30, 20), Tus.photo());
    assertThat(nurse().download(consultation, anew, "/content").statusCode()).isEqualTo(200);
  }
}
