package care.chevet.privacy;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Archive;
import care.chevet.testbed.Browser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one person may ask of her own data, and who asks it for her. */
final class PrivacyIT {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String WHY = "{\"reason\":\"Demande écrite de la résidente\"}";
  private static final String COLLEAGUE = "0199a1c2-0000-7000-8000-000000000202";

  @Test
  void aNurseOfHersHandsOutEverythingThatIsHeldOfAResident() {
    var id = Stage.reported();
    var ordered = Stage.nurse().post(exports(Stage.MARGUERITE), WHY);
    assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(201);
    var archive = Archive.fetched(Stage.nurse(), ordered.header("Location").orElseThrow());

    assertThat(archive.response().headers().firstValue("Content-Type")).hasValue("application/zip");
    assertThat(archive.json("resident.json").path("birth_name").asString()).isEqualTo("TOURNESOL");
    assertThat(archive.json("consultations.json").valueStream())
        .anySatisfy(one -> {
          assertThat(one.path("id").asString()).isEqualTo(id);
          assertThat(one.path("question").asString()).startsWith("Chutes répétées");
        });
    assertThat(archive.json("vitals.json").size()).isGreaterThanOrEqualTo(4);
    assertThat(archive.json("reports.json").toString())
        .contains("Suspicion d'infection urinaire")
        .doesNotContain("\"pdf\"");
    assertThat(archive.json("people.json").toString()).contains("Dr Hélène Vasseur");
    assertThat(archive.json("accesses.json").toString()).contains("resident.export-ordered");
    var document = archive.files().get("documents/report-" + id + "-v1.pdf");
    assertThat(new String(document, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(
            Stage.DATABASE.rows(
                "select what from audit_entry where what like 'resident.export%' and resident = '"
                    + Stage.MARGUERITE
                    + "' order by id desc limit 2"))
        .containsExactly("resident.exported", "resident.export-ordered");
    assertThat(Stage.DATABASE.rows("select reason from data_export"))
        .contains("Demande écrite de la résidente");
  }

  @Test
  void nobodyElseOrdersAnExportOrFetchesIt() {
    for (var other :
        List.of(
            Stage.nurseElsewhere(),
            Stage.geriatrician(),
            Stage.person("sophie.lagrange"),
            Stage.person("olivier.roche"))) {
      assertThat(other.post(exports(Stage.MARGUERITE), WHY).status()).isEqualTo(404);
    }
    assertThat(Stage.nurse().post(exports(Stage.MARGUERITE), "{\"reason\":\"Non\"}").code())
        .isEqualTo("privacy_reason_length");
    var archive =
        Stage.nurse().post(exports(Stage.MARGUERITE), WHY).header("Location").orElseThrow();
    assertThat(Stage.nurseElsewhere().get(archive).status()).isEqualTo(404);
    var ofAnother = archive.replace(Stage.MARGUERITE, Stage.ROSE_MAY);
    assertThat(Stage.nurse().get(ofAnother).status()).isEqualTo(404);
    Stage.DATABASE.execute(
        "update data_export set at = now() - interval '2 hours', until = now() - interval '1 hour'"
            + " where id = '%s'".formatted(archive.substring(archive.lastIndexOf('/') + 1)));
    assertThat(Stage.nurse().get(archive).code()).isEqualTo("not_found");
  }

  @Test
  void aRecordThatHasToBeKeptIsKeptAndTheRestIsErased() {
    var began = LocalDate.now(PARIS);
    var resident = freshResident("1941-06-01");
    var id = accepted(resident);
    assertThat(
            Stage.nurse()
                .post(path(id, "/guests"), "{\"role\":\"interpreter\",\"name\":\"Irma Essai\"}")
                .status())
        .isEqualTo(201);
    Stage.ok(Stage.nurse().post(path(id, "/cancellation"), "{\"reason\":\"Mieux\"}"));
    var told = "select 1 from notification where consultation = '" + id + "'";
    await().atMost(Duration.ofSeconds(20)).until(() -> !Stage.DATABASE.rows(told).isEmpty());

    var answer = Stage.ok(coordinator().post(erasure("residents", resident), WHY)).json();
    assertThat(answer.path("erased").valueStream())
        .anySatisfy(one -> {
          assertThat(one.path("what").asString()).isEqualTo("notifications");
          assertThat(one.path("count").asLong()).isPositive();
        });
    assertThat(answer.path("kept").path("why").asString()).isEqualTo("retention");
    assertThat(LocalDate.parse(answer.path("kept").path("until").asString()))
        .isBetween(began.plusYears(20), LocalDate.now(PARIS).plusYears(20));
    assertThat(Stage.DATABASE.rows("select name from guest where consultation = '" + id + "'"))
        .containsExactly("effacé");
    assertThat(Stage.nurse().get(path(id, "")).status()).isEqualTo(200);
    assertThat(Stage.nurse().post(erasure("residents", resident), WHY).status()).isEqualTo(403);
    assertThat(
            Stage.DATABASE.rows(
                "select reason from data_erasure where resident = '" + resident + "'"))
        .containsExactly("Demande écrite de la résidente");
  }

  @Test
  void theRecordOfAChildIsKeptToHerTwentyEighthBirthday() {
    var born = LocalDate.now(PARIS).minusYears(2);
    var resident = freshResident(born.toString());
    accepted(resident);
    var answer = Stage.ok(coordinator().post(erasure("residents", resident), WHY)).json();
    assertThat(answer.path("kept").path("until").asString())
        .isEqualTo(born.plusYears(28).toString());
  }

  @Test
  void aRecordPastItsTimeGoesWholeAndOnlyTheTrailStays() {
    var resident = freshResident("1921-06-01");
    var id = reported(resident);
    Stage.DATABASE.execute(
        """
        update consultation set requested_at = requested_at - interval '21 years',
          session_started_at = session_started_at - interval '21 years',
          concluded_at = concluded_at - interval '21 years',
          reported_at = reported_at - interval '21 years'
        where id = '%s'
        """
            .formatted(id));
    var answer = Stage.ok(coordinator().post(erasure("residents", resident), WHY)).json();
    assertThat(answer.has("kept")).isFalse();
    for (var left :
        List.of(
            "resident where id = '%s'",
            "consultation where resident = '%s'",
            "dossier where resident = '%s'",
            "circle_of_care where resident = '%s'",
            "idempotency_key where body like '%%%s%%'",
            "feed_event where type <> 'resident.erased' and snapshot::text like '%%%s%%'")) {
      assertThat(Stage.DATABASE.rows("select count(*) from " + left.formatted(resident)))
          .as(left)
          .containsExactly("0");
    }
    assertThat(Stage.DATABASE.rows("select count(*) from report where consultation = '" + id + "'"))
        .containsExactly("0");
    assertThat(
            Stage.DATABASE.rows(
                "select what from audit_entry where resident = '%s' order by id desc limit 1"
                    .formatted(resident)))
        .containsExactly("resident.erased");
    assertThat(
            Stage.DATABASE.rows(
                "select type, snapshot from feed_event where subject = '" + resident + "'"))
        .as("whoever follows the feed is told that she has to go, and nothing of her")
        .containsExactly("resident.erased|{\"id\": \"" + resident + "\"}");
    assertThat(coordinator().post(erasure("residents", resident), WHY).status()).isEqualTo(404);
  }

  @Test
  void theServiceItselfMayEraseNoSignedReport() {
    var id = Stage.reported();
    assertThat(
            Stage.DATABASE.rows(
                "select has_table_privilege('chevet_app', 'report', 'delete')"
                    + " or has_table_privilege('chevet_app', 'prescription', 'delete')"
                    + " or has_table_privilege('chevet_app', 'resident', 'delete')"))
        .containsExactly("f");
    assertThat(Stage.DATABASE.rows("select count(*) from report where consultation = '" + id + "'"))
        .containsExactly("1");
  }

  @Test
  void whoeverWorksHereIsHandedWhatIsHeldOfHer() {
    var ordered =
        Stage.geriatrician()
            .post("/api/v1/people/" + Stage.HELENE + "/exports", "{\"reason\":\"Pour moi-même\"}");
    assertThat(ordered.status()).as(ordered.response().body()).isEqualTo(201);
    var archive = Archive.fetched(Stage.geriatrician(), ordered.header("Location").orElseThrow());
    assertThat(archive.json("person.json").path("display_name").asString())
        .isEqualTo("Dr Hélène Vasseur");
    assertThat(archive.json("sessions.json").size()).isPositive();
    assertThat(archive.json("acts.json").toString()).contains("person.export-ordered");
    assertThat(archive.files().keySet()).noneMatch(name -> name.startsWith("documents/"));
    assertThat(
            Stage.otherGeriatrician()
                .post("/api/v1/people/" + Stage.HELENE + "/exports", WHY)
                .status())
        .isEqualTo(404);
  }

  @Test
  void whoeverHasLeftIsSignedOutAndKnownByHerSignaturesAlone() {
    var person = UUID.randomUUID().toString();
    Stage.DATABASE.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone, email)
        values ('%s', 'ida.partante', 'nurse', 'Ida Partante', 'Partante', 'Ida', 'Europe/Paris',
          'ida@example.org')
        """
            .formatted(person));
    var ida = Stage.person("ida.partante");
    assertThat(ida.get("/api/v1/me").status()).isEqualTo(200);

    Stage.ok(coordinator().post(erasure("people", person), WHY));

    await().atMost(Duration.ofSeconds(20)).until(() -> ida.get("/api/v1/me").status() == 401);
    assertThat(
            Stage.DATABASE.rows(
                "select display_name, email, subject from person where id = '" + person + "'"))
        .containsExactly("Ida Partante|null|erased:" + person);
  }

  @Test
  void whoeverStillLooksAfterSomebodyIsNotErased() {
    Stage.accepted();
    assertThat(coordinator().post(erasure("people", Stage.HELENE), WHY).code())
        .isEqualTo("person_still_engaged");
    assertThat(Stage.nurse().post(erasure("people", COLLEAGUE), WHY).status()).isEqualTo(403);
  }

  private static Browser coordinator() {
    return Stage.person("sophie.lagrange");
  }

  private static String exports(String resident) {
    return "/api/v1/residents/" + resident + "/exports";
  }

  private static String erasure(String kind, String id) {
    return "/api/v1/" + kind + "/" + id + "/erasure";
  }

  private static String freshResident(String born) {
    var id = UUID.randomUUID().toString();
    Stage.DATABASE.execute(
        """
        insert into resident (id, care_home, birth_name, birth_given_names, used_name,
          used_given_name, sex, birth_date, identity_status)
        select '%s', care_home, 'ESSAI', array['UNE'], 'Essai', 'Une', 'female', '%s', 'provisional'
        from resident where id = '%s'
        """
            .formatted(id, born, Stage.MARGUERITE));
    return id;
  }

  private static String accepted(String resident) {
    var answer =
        Stage.nurse()
            .post(
                "/api/v1/consultations",
                Stage.request("today").replace(Stage.MARGUERITE, resident));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    var id = answer.json().path("id").asString();
    Stage.ok(Stage.geriatrician().post(path(id, "/acceptance"), "{}"));
    return id;
  }

  private static String reported(String resident) {
    var id = accepted(resident);
    Stage.ok(
        Stage.nurse()
            .post(path(id, "/readiness"), "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"));
    assertThat(Stage.mediaConnected(id).status()).isEqualTo(202);
    Stage.ok(Stage.geriatrician().post(path(id, "/conclusion"), "{}"));
    Stage.ok(Stage.draft(id, "Vue."));
    Stage.ok(Stage.geriatrician().post(path(id, "/report/signature"), "{}"));
    return id;
  }
}
