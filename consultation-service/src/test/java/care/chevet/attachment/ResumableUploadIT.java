package care.chevet.attachment;

import static care.chevet.attachment.AttachmentStage.nurse;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Uploads over a network that breaks. */
final class ResumableUploadIT {
  private static final int PIECE = AttachmentLimits.PIECE_BYTES_MAX;

  @Test
  void theServerSaysWhatItCanDo() {
    var answer =
        nurse()
            .browser()
            .send(
                nurse()
                    .browser()
                    .withCsrf(nurse().browser().request("/api/v1/uploads/" + UUID.randomUUID()))
                    .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Tus-Version")).contains("1.0.0");
    assertThat(answer.header("Tus-Extension"))
        .contains("creation,creation-with-upload,termination,checksum,expiration");
    assertThat(answer.header("Tus-Max-Size")).contains("20000000");
    assertThat(answer.header("Tus-Checksum-Algorithm")).contains("sha1,sha256");
  }

  @Test
  void aFileArrivesWholeAndIsToldOnce() {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(3 * PIECE + 17, 1);
    var metadata = Tus.file("sound", "coeur.wav", "audio/wav");
    metadata.put("bodysite", "80891009");
    metadata.put("device", "Stéthoscope n° 2");
    metadata.put("takenat", "2024-05-20T10:00:00+04:00");
    var id = nurse().send(consultation, sound, metadata);

    var item = AttachmentStage.ok(nurse().list(consultation)).json().path("items").get(0);
    assertThat(item.path("id").asString()).isEqualTo(id);
    assertThat(item.path("sha256").asString()).isEqualTo(Tus.sha256(sound));
    assertThat(item.path("bodySite").path("display").asString()).isEqualTo("Cœur");
    assertThat(item.path("device").asString()).isEqualTo("Stéthoscope n° 2");
    assertThat(item.path("takenAt").asString()).isEqualTo("2024-05-20T06:00:00Z");
    assertThat(item.path("operator").path("displayName").asString()).isEqualTo("Claire Dubourg");
    assertThat(nurse().download(consultation, id, "/content").body()).isEqualTo(sound);
    assertThat(
            AttachmentStage.DATABASE.rows(
                "select type, snapshot ->> 'sha256', snapshot ->> 'fileName' from feed_event where subject = '%s'"
                    .formatted(id)))
        .containsExactly("consultation.attachment-added|" + Tus.sha256(sound) + "|null");
    assertThat(
            AttachmentStage.DATABASE.rows(
                "select what from audit_entry where because = '%s' and what like 'attachment%%' order by id"
                    .formatted(consultation)))
        .containsExactly("attachment.added", "attachments.listed", "attachment.read");
  }

  @Test
  void anInterruptedUploadGoesOnWhereItBrokeOffOnAnotherReplica() throws IOException {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(5 * PIECE + 123, 2);
    var upload = nurse().begin(consultation, sound.length, Tus.file("sound", "a.wav", "audio/wav"));
    try (var _ =
        nurse().unfinishedPatch(upload, 0, sound.length, Arrays.copyOf(sound, 2 * PIECE + 5))) {
      await().atMost(10, SECONDS).until(() -> nurse().offset(upload) == 2 * PIECE);
    }

    // The five bytes beyond the last full piece had arrived, too.
    await().atMost(10, SECONDS).until(() -> nurse().offset(upload) == 2 * PIECE + 5);
    var rest = AttachmentStage.nurseOnTheOtherReplica().goOn(upload, sound);
    assertThat(rest.header("Upload-Offset")).contains(String.valueOf(sound.length));
    assertThat(nurse().offset(upload)).isEqualTo(sound.length);
    assertThat(nurse().download(consultation, Tus.idOf(upload), "/content").body())
        .isEqualTo(sound);
  }

  @Test
  void whoComesBackTakesTheUploadFromHerDeadConnection() throws IOException {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(3 * PIECE, 3);
    var upload = nurse().begin(consultation, sound.length, Tus.file("sound", "a.wav", "audio/wav"));
    try (var stalled =
        nurse().unfinishedPatch(upload, 0, sound.length, Arrays.copyOf(sound, PIECE))) {
      await().atMost(10, SECONDS).until(() -> nurse().offset(upload) == PIECE);
      assertThat(
              nurse().patch(upload, PIECE, Arrays.copyOfRange(sound, PIECE, sound.length)).status())
          .isEqualTo(204);
      stalled.getOutputStream().write(Files.sound(2 * PIECE, 99));
      stalled.setSoTimeout(10_000);
      var answer =
          new String(
              stalled.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 409");
    }
    assertThat(nurse().download(consultation, Tus.idOf(upload), "/content").body())
        .isEqualTo(sound);
  }

  @Test
  void ofManyRequestsAtOnceOneHasTheEffect() throws Exception {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(4 * PIECE + 1, 4);
    var upload = nurse().begin(consultation, sound.length, Tus.file("sound", "a.wav", "audio/wav"));
    Callable<Integer> patch = () -> nurse().patch(upload, 0, sound).status();
    try (var pool = Executors.newFixedThreadPool(8)) {
      var statuses =
          pool.invokeAll(IntStream.range(0, 8).mapToObj(_ -> patch).toList()).stream()
              .map(future -> future.resultNow())
              .toList();
      assertThat(statuses).allMatch(status -> status == 204 || status == 409);
    }
    // They may have taken it from one another to the last; then somebody comes back.
    nurse().goOn(upload, sound);
    assertThat(nurse().list(consultation).json().path("items")).hasSize(1);
    assertThat(nurse().download(consultation, Tus.idOf(upload), "/content").body())
        .isEqualTo(sound);
  }

  @Test
  void anotherOffsetIsAConflict() {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(1_000, 5);
    var upload = nurse().begin(consultation, 1_000, Tus.file("sound", "a.wav", "audio/wav"));
    var answer = nurse().patch(upload, 10, Arrays.copyOfRange(sound, 10, 1_000));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("upload_offset_wrong");
    assertThat(nurse().offset(upload)).isZero();
  }

  @Test
  void bytesWithAWrongChecksumDoNotCount() {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(2 * PIECE + 9, 6);
    var upload = nurse().begin(consultation, sound.length, Tus.file("sound", "a.wav", "audio/wav"));
    var first = Arrays.copyOf(sound, PIECE + 50);
    var damaged = first.clone();
    damaged[70] ^= 1;
    var checksum = Tus.checksum("sha256", "SHA-256", first);

    var refused = nurse().patch(upload, 0, damaged, checksum);
    assertThat(refused.status()).isEqualTo(460);
    assertThat(refused.code()).isEqualTo("upload_checksum_wrong");
    assertThat(refused.json().path("status").asInt()).isEqualTo(460);
    assertThat(nurse().offset(upload)).isZero();

    assertThat(nurse().patch(upload, 0, first, checksum).status()).isEqualTo(204);
    assertThat(nurse().offset(upload)).isEqualTo(PIECE + 50);
    var rest = Arrays.copyOfRange(sound, PIECE + 50, sound.length);
    assertThat(
            nurse()
                .patch(upload, PIECE + 50, rest, Tus.checksum("sha1", "SHA-1", damaged))
                .status())
        .isEqualTo(460);
    assertThat(
            nurse().patch(upload, PIECE + 50, rest, Tus.checksum("sha1", "SHA-1", rest)).status())
        .isEqualTo(204);
    assertThat(nurse().download(consultation, Tus.idOf(upload), "/content").body())
        .isEqualTo(sound);
    assertThat(nurse().patch(upload, 0, rest, "md5 aaaa").code())
        .isEqualTo("upload_checksum_unknown");
  }

  @Test
  void theFirstBytesMayComeWithTheCreationAndASecondSendingChangesNothing() {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(PIECE + 10, 7);
    var key = UUID.randomUUID().toString();
    for (int sending = 0; sending < 2; sending++) {
      var answer =
          nurse()
              .browser()
              .send(
                  nurse()
                      .creation(consultation, sound.length, Tus.file("sound", "a.wav", "audio/wav"))
                      .setHeader("Idempotency-Key", key)
                      .header("Content-Type", Tus.PORTION)
                      .POST(BodyPublishers.ofByteArray(sound)));
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
      assertThat(answer.header("Upload-Offset")).contains(String.valueOf(sound.length));
      assertThat(answer.header("Upload-Expires")).isPresent();
    }
    assertThat(nurse().list(consultation).json().path("items")).hasSize(1);
  }

  @Test
  void anExpiredUploadIsGone() {
    var consultation = AttachmentStage.requested();
    var upload = nurse().begin(consultation, 100, Tus.photo());
    AttachmentStage.DATABASE.execute(
        "update attachment_upload set expires_at = now() - interval '1 minute' where id = '%s'"
            .formatted(Tus.idOf(upload)));
    assertThat(nurse().head(upload).status()).isEqualTo(410);
    var answer = nurse().patch(upload, 0, new byte[100]);
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.code()).isEqualTo("upload_expired");
  }

  @Test
  void aStoppedUploadIsForgottenAndACompleteOneStays() {
    var consultation = AttachmentStage.requested();
    var upload = nurse().begin(consultation, 1_000, Tus.file("sound", "a.wav", "audio/wav"));
    nurse().patch(upload, 0, Files.sound(500, 8));
    assertThat(nurse().stop(upload).status()).isEqualTo(204);
    assertThat(nurse().head(upload).status()).isEqualTo(404);
    assertThat(
            AttachmentStage.DATABASE.rows(
                "select count(*) from attachment_piece where upload = '%s'"
                    .formatted(Tus.idOf(upload))))
        .containsExactly("0");

    var id = nurse().send(consultation, Files.jpeg(40, 30), Tus.photo());
    assertThat(nurse().stop("/api/v1/uploads/" + id).code()).isEqualTo("upload_complete");
  }

  @Test
  void lengthsHaveBounds() {
    var consultation = AttachmentStage.requested();
    var tooLarge = nurse().create(consultation, 20_000_001, Tus.photo());
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.code()).isEqualTo("attachment_too_large");
    assertThat(nurse().create(consultation, 0, Tus.photo()).code()).isEqualTo("attachment_empty");

    var upload = nurse().begin(consultation, 100, Tus.file("sound", "a.wav", "audio/wav"));
    var tooLong = nurse().patch(upload, 0, Files.sound(101, 9));
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(tooLong.code()).isEqualTo("upload_too_long");
  }

  @Test
  void aConsultationHasABoundedNumberOfAttachments() throws Exception {
    var consultation = AttachmentStage.requested();
    Callable<Integer> begin = () -> nurse().create(consultation, 100, Tus.photo()).status();
    try (var pool = Executors.newFixedThreadPool(8)) {
      var asked = AttachmentLimits.PER_CONSULTATION_MAX + 5;
      var statuses =
          pool.invokeAll(IntStream.range(0, asked).mapToObj(_ -> begin).toList()).stream()
              .map(future -> future.resultNow())
              .toList();
      assertThat(statuses)
          .containsOnly(201, 409)
          .filteredOn(status -> status == 201)
          .hasSize(AttachmentLimits.PER_CONSULTATION_MAX);
    }
  }

  @Test
  void requestsOutsideTheProtocolAreRefusedWithAReason() {
    var consultation = AttachmentStage.requested();
    var upload = nurse().begin(consultation, 100, Tus.photo());
    var noVersion =
        nurse()
            .browser()
            .send(
                nurse()
                    .portion(upload, 0)
                    .setHeader("Tus-Resumable", "0.2.0")
                    .method("PATCH", BodyPublishers.ofByteArray(new byte[1])));
    assertThat(noVersion.status()).isEqualTo(412);
    assertThat(noVersion.header("Tus-Version")).contains("1.0.0");
    var wrongType =
        nurse()
            .browser()
            .send(
                nurse()
                    .portion(upload, 0)
                    .setHeader("Content-Type", "text/plain")
                    .method("PATCH", BodyPublishers.ofByteArray(new byte[1])));
    assertThat(wrongType.status()).isEqualTo(415);
    var noOffset =
        nurse()
            .browser()
            .send(
                nurse()
                    .portion(upload, 0)
                    .setHeader("Upload-Offset", "-1")
                    .method("PATCH", BodyPublishers.ofByteArray(new byte[1])));
    assertThat(noOffset.code()).isEqualTo("upload_offset_missing");
    var metadata = Tus.photo();
    metadata.put("colour", "red");
    assertThat(nurse().create(consultation, 10, metadata).code()).isEqualTo("unknown_field");
    assertThat(nurse().create(consultation, 10, Tus.file("film", "a", "video/mp4")).code())
        .isEqualTo("attachment_metadata_invalid");
    assertThat(nurse().create(consultation, 10, Tus.file("photo", "a", "text/html")).code())
        .isEqualTo("attachment_format_not_taken");
    var noKey =
        nurse()
            .browser()
            .send(
                nurse()
                    .write("/api/v1/consultations/" + consultation + "/attachments")
                    .header("Upload-Length", "10")
                    .header("Upload-Metadata", Tus.header(Tus.photo()))
                    .POST(BodyPublishers.noBody()));
    assertThat(noKey.code()).isEqualTo("idempotency_key_missing");
  }

  @Test
  void twentyMegabytesPass() {
    var consultation = AttachmentStage.requested();
    var sound = Files.sound(AttachmentLimits.FILE_BYTES_MAX, 10);
    var id = nurse().send(consultation, sound, Tus.file("sound", "long.wav", "audio/wav"));
    assertThat(Tus.sha256(nurse().download(consultation, id, "/content").body()))
        .isEqualTo(Tus.sha256(sound));
  }
}
