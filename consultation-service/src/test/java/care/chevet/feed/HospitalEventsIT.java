package care.chevet.feed;

import static care.chevet.testbed.Contract.golden;
import static care.chevet.testbed.Contract.shape;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.consultation.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the hospitals' side reads of what is no consultation, and fetches because of it. */
final class HospitalEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static String cursor() {
    return Stage.SERVICE
        .context()
        .getBean(FeedEvents.class)
        .last()
        .contextWrite(OnBehalf::ofTheService)
        .block()
        .text();
  }

  /**
   * The one event of a type about a subject that the feed tells after a cursor, once no transaction
   * of the service's own holds it back.
   */
  private static JsonNode told(String after, String type, String subject) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> found(after, type, subject), found -> found.size() == 1)
        .getFirst();
  }

  private static List<JsonNode> found(String after, String type, String subject) {
    return Stage.ok(Stage.machineGet("feed.read", "/api/v1/feed?limit=500&after=" + after))
        .json()
        .path("events")
        .valueStream()
        .filter(event -> event.path("type").asString().equals(type))
        .filter(event -> event.path("subject").path("id").asString().equals(subject))
        .toList();
  }

  private static String asked() {
    return Stage.made(
            Stage.nurse()
                .post(
                    "/api/v1/expertises",
                    """
                    {"resident": "%s", "specialty": "dermatology", "urgency": "today",
                     "question": "Plaie du talon droit, que poser comme pansement ?",
                     "vitals": [{"kind": "blood-pressure", "measuredAt": "%s",
                       "systolicMmHg": 142, "diastolicMmHg": 78}],
                     "checklist": {}, "consent": {"givenBy": "resident"}}
                    """
                        .formatted(
                            Stage.MARGUERITE, Instant.now().truncatedTo(ChronoUnit.SECONDS))))
        .json()
        .path("id")
        .asString();
  }

  private static void answer(String id) {
    var path = "/api/v1/expertises/" + id;
    var expert = Stage.dermatologist();
    Stage.ok(expert.post(path + "/acceptance", "{}"));
    Stage.ok(Stage.put(expert, path + "/opinion", "{\"text\": \"Hydrocolloïde, 3 jours.\"}"));
    Stage.ok(expert.post(path + "/opinion/signature", "{}"));
  }

  @Test
  void anAnsweredExpertiseHasExactlyTheFieldsOfTheContract() {
    var before = cursor();
    var id = asked();
    answer(id);
    var golden = golden("expertise-event.json");
    var event = told(before, "expertise.answered", id);
    assertThat(shape(event)).isEqualTo(shape(golden));
    var expertise = event.path("expertise");
    for (var field : new String[] {"resident", "careHome", "nurse", "physician", "hospitals"}) {
      assertThat(expertise.path(field)).isEqualTo(golden.path("expertise").path(field));
    }
    assertThat(expertise.path("opinion").path("text").asString()).startsWith("Hydrocolloïde");
    var requested = told(before, "expertise.requested", id).path("expertise");
    assertThat(requested.has("opinion")).isFalse();
    assertThat(requested.has("physician")).isFalse();
  }

  @Test
  void theOpinionsPaperIsForWhoeverReadsTheFeedAndEachTimeIsWrittenDown() {
    var before = cursor();
    var id = asked();
    answer(id);
    var pdf = told(before, "expertise.answered", id).at("/expertise/opinion/pdf");
    var href = pdf.path("href").asString();
    var fetched = Stage.ok(Stage.machineGet("feed.read", href));
    assertThat(fetched.header("ETag")).contains("\"" + pdf.path("sha256").asString() + "\"");
    assertThat(Stage.machineGet("rooms.write", href).status()).isEqualTo(403);
    assertThat(
            Stage.DATABASE.rows(
                "select who, resident from audit_entry where subject = '%s' and role = 'machine'"
                    .formatted(id)))
        .containsExactly("machine:fhir-adapter|" + Stage.MARGUERITE);
  }

  @Test
  void aBookingWithoutAConsultationSaysWhoIsInvolved() {
    var before = cursor();
    var id = UUID.randomUUID().toString();
    booked(id, "null");
    var golden = golden("booking-event.json");
    var event = told(before, "booking.made", id);
    assertThat(shape(event)).isEqualTo(shape(golden));
    var involved = event.at("/booking/involved");
    for (var field : new String[] {"resident", "careHome", "nurse", "physician", "hospitals"}) {
      assertThat(involved.path(field)).isEqualTo(golden.at("/booking/involved").path(field));
    }
  }

  @Test
  void oneForAConsultationIsToldWithThat() {
    var consultation = Stage.requested();
    var before = cursor();
    var id = UUID.randomUUID().toString();
    booked(id, "'" + consultation + "'");
    assertThat(told(before, "booking.made", id).path("booking").has("involved")).isFalse();
  }

  private static void booked(String id, String consultation) {
    Stage.DATABASE.execute(
        """
        insert into booking (id, state, specialty, urgency, physician, nurse, resident, care_home,
          consultation, starts_at, ends_at, made_by, made_at)
        select '%s', 'booked', 'geriatrics', 'this-week', '%s', n.nurse, r.id, r.care_home, %s,
          '2027-03-01T10:00:00Z', '2027-03-01T10:20:00Z', n.nurse, now()
        from resident r
        join nurse_care_home n on n.care_home = r.care_home
        join person p on p.id = n.nurse and p.subject = 'claire.dubourg'
        where r.id = '%s'
        """
            .formatted(id, Stage.HELENE, consultation, Stage.MARGUERITE),
        """
        select tell_of_booking(b, 'made', b.made_by, 'nurse', now()) from booking b
        where b.id = '%s'
        """
            .formatted(id));
  }
}
