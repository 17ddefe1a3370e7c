package care.chevet.attachment;

import static care.chevet.attachment.AttachmentStage.nurse;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.LiveStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whose attachments are whose. */
final class AttachmentAccessIT {

  @Test
  void anotherCareHomesNurseFindsNothing() {
    var consultation = AttachmentStage.requested();
    var id = nurse().send(consultation, Files.jpeg(60, 40), Tus.photo());
    var upload = nurse().begin(consultation, 100, Tus.photo());
    for (var stranger :
        List.of(
            AttachmentStage.nurseElsewhere(),
            AttachmentStage.dermatologist(),
            AttachmentStage.coordinator(),
            AttachmentStage.operator())) {
      assertThat(stranger.list(consultation).status()).isEqualTo(404);
      assertThat(stranger.download(consultation, id, "").statusCode()).isEqualTo(404);
      assertThat(stranger.download(consultation, id, "/content").statusCode()).isEqualTo(404);
      assertThat(stranger.download(consultation, id, "/thumbnail").statusCode()).isEqualTo(404);
      assertThat(stranger.create(consultation, 100, Tus.photo()).status()).isEqualTo(404);
      assertThat(stranger.head(upload).status()).isEqualTo(404);
      assertThat(stranger.patch(upload, 0, new byte[1]).status()).isEqualTo(404);
      assertThat(stranger.stop(upload).status()).isEqualTo(404);
    }
    assertThat(nurse().offset(upload)).isZero();
  }

  @Test
  void anAttachmentIsFoundUnderItsOwnConsultationAlone() {
    var one = AttachmentStage.requested();
    var other = AttachmentStage.requested();
    var id = nurse().send(one, Files.jpeg(60, 40), Tus.photo());
    assertThat(nurse().download(other, id, "/content").statusCode()).isEqualTo(404);
    assertThat(nurse().download(UUID.randomUUID().toString(), id, "/content").statusCode())
        .isEqualTo(404);
  }

  @Test
  void thePhysicianWhoTreatsReadsAndAddsAndGoesOnWithNobodyElsesUpload() {
    var waiting = AttachmentStage.requested();
    var photo = nurse().send(waiting, Files.jpeg(60, 40), Tus.photo());
    var physician = AttachmentStage.geriatrician();
    assertThat(physician.download(waiting, photo, "/content").statusCode())
        .as("a physician of the specialty reads the dossier that waits")
        .isEqualTo(200);
    assertThat(physician.create(waiting, 100, Tus.photo()).status()).isEqualTo(403);

    var treated = AttachmentStage.accepted();
    var document = Tus.file("document", "courrier.pdf", "application/pdf");
    var added = physician.send(treated, Files.pdf(), document);
    assertThat(nurse().download(treated, added, "/content").body()).isEqualTo(Files.pdf());
    var hers = nurse().begin(treated, 100, Tus.photo());
    assertThat(physician.head(hers).status()).isEqualTo(404);
  }

  @Test
  void anOpenPageHearsAtOnceOfWhatIsJoinedAndOnlyWhereItMayLook() {
    var consultation = AttachmentStage.accepted();
    try (var physician = new LiveStream(AttachmentStage.geriatrician().browser());
        var elsewhere = new LiveStream(AttachmentStage.nurseElsewhere().browser())) {
      var id = nurse().send(consultation, Files.jpeg(60, 40), Tus.photo());
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() ->
              assertThat(physician.data("attachment"))
                  .filteredOn(data -> data.contains(id))
                  .containsExactly(
                      "{\"id\":\"%s\",\"places\":[\"%s\"]}".formatted(id, consultation)));
      assertThat(elsewhere.data("attachment")).isEmpty();
    }
  }

  @Test
  void aClosedDossierTakesNothingMore() {
    var consultation = AttachmentStage.accepted();
    AttachmentStage.ok(
        nurse()
            .browser()
            .post(
                "/api/v1/consultations/" + consultation + "/cancellation",
                "{\"reason\":\"Résidente à l'hôpital\"}"));
    var answer = nurse().create(consultation, 100, Tus.photo());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("dossier_closed");
  }
}
