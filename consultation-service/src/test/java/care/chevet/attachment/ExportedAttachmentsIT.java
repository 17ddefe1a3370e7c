package care.chevet.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Archive;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Attachments in the archive of everything that is held of a resident. */
final class ExportedAttachmentsIT {

  @Test
  void filesAreHandedOutUnsealedAndAnErasedOneIsSaidToBeErased() {
    var resident = column("id");
    var home = column("care_home");
    var nurse = AttachmentStage.nurseElsewhere();
    var request =
        """
        {"resident": "%s", "specialty": "geriatrics", "urgency": "today",
         "question": "Rougeur.", "placeType": "care-home",
         "vitals": [{"kind": "heart-rate", "measuredAt": "%s", "beatsPerMinute": 70}],
         "consent": {"givenBy": "resident", "gpAgreement": true}}
        """
            .formatted(resident, Instant.now());
    var consultation =
        nurse.browser().post("/api/v1/consultations", request).json().path("id").asString();
    var id = nurse.send(consultation, Files.jpeg(320, 200), Tus.photo());
    var served = nurse.download(consultation, id, "/content").body();

    assertThat(archive(nurse, resident).files())
        .hasEntrySatisfying(
            "attachments/" + id + "-talon.jpg", it -> assertThat(it).isEqualTo(served));

    AttachmentStage.ok(
        AttachmentStage.operator()
            .browser()
            .post(
                "/api/v1/care-homes/" + home + "/attachments/erasure",
                "{\"finess\":\"990000012\"}"));
    assertThat(archive(nurse, resident).json("attachments/" + id + ".json").path("code").asString())
        .isEqualTo("attachment_erased");
  }

  private static String column(String name) {
    return AttachmentStage.DATABASE
        .rows("select " + name + " from resident where used_name = 'Lavande'")
        .getFirst();
  }

  private static Archive archive(Tus nurse, String resident) {
    var ordered =
        nurse
            .browser()
            .post(
                "/api/v1/residents/" + resident + "/exports",
                "{\"reason\":\"Demande de la tutrice\"}");
    assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(201);
    return Archive.fetched(nurse.browser(), ordered.header("Location").orElseThrow());
  }
}
