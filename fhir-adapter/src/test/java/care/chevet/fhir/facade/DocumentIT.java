package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents as IHE MHD and PDSm have them found, retrieved and provided. */
final class DocumentIT {

  private static final String CLASS =
      "https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument";

  @BeforeAll
  static void aReportAndAnOpinionHaveBeenTold() {
    FACADE.put("Patient/doc1", Bodies.marguerite("doc1"));
    FACADE.around.service.publish(Events.consultationReported());
    FACADE.around.service.publish(Events.expertiseAnswered());
    await()
        .atMost(SOON)
        .until(() ->
            found("patient=Patient/doc1&type=85208-7").size() == 1
                && found("patient=Patient/doc1&type=11488-4").size() == 1);
  }

  @Test
  void aReportIsFoundAndRetrieved() {
    var document = found("patient=Patient/doc1&status=current&type=85208-7").getFirst();

    assertThat(document.at("/subject/reference").asString()).isEqualTo("Patient/doc1");
    assertThat(document.at("/masterIdentifier/value").asString()).startsWith("urn:uuid:");
    assertThat(document.at("/author/0/identifier/value").asString()).startsWith("urn:uuid:");
    assertThat(document.at("/author/0/reference").isMissingNode()).isTrue();
    var attachment = document.at("/content/0/attachment");
    assertThat(attachment.has("data")).isFalse();
    assertThat(attachment.path("size").asInt()).isEqualTo(ConsultationServiceDouble.PDF.length);
    var binary = attachment.path("url").asString().replaceFirst("^.*/fhir/", "");
    var bytes = bytes("/fhir/" + binary);
    assertThat(bytes.headers().firstValue("Content-Type").orElse(""))
        .as(bytes.body())
        .startsWith("application/pdf");
    assertThat(bytes.body())
        .isEqualTo(new String(ConsultationServiceDouble.PDF, StandardCharsets.UTF_8));
    var read = FACADE.found("DocumentReference/" + document.path("id").asString());
    assertThat(read.at("/masterIdentifier/value"))
        .isEqualTo(document.at("/masterIdentifier/value"));
    assertThat(FACADE.reunion.get("/fhir/" + binary).statusCode()).isEqualTo(404);
    assertThat(
            FACADE
                .reunion
                .get("/fhir/DocumentReference/" + document.path("id").asString())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void anOpinionIsFoundAndRetrievedLikeAReport() {
    var all = found("patient=Patient/doc1&status=current&category=" + CLASS + "%7C10");
    assertThat(all).as("report and opinion").hasSize(2);
    var document = found("patient=Patient/doc1&type=http://loinc.org%7C11488-4").getFirst();
    var expertise = Events.expertiseAnswered().path("expertise");
    var place = "DocumentReference/r-" + expertise.path("id").asString() + "-1";

    assertThat(place).endsWith(document.path("id").asString());
    assertThat(document.at("/subject/reference").asString()).isEqualTo("Patient/doc1");
    assertThat(document.at("/author/0/display").asString()).containsIgnoringCase("Benharoun");
    assertThat(document.at("/context/related/0/type").asString()).isEqualTo("ServiceRequest");
    assertThat(document.at("/context/related/0/reference").isMissingNode()).isTrue();
    assertThat(document.at("/content/0/attachment").has("data")).isFalse();
    assertThat(document.at("/content/0/attachment/size").asInt())
        .isEqualTo(ConsultationServiceDouble.PDF.length);
    assertThat(FACADE.found(place).at("/masterIdentifier"))
        .isEqualTo(document.at("/masterIdentifier"));
    assertThat(FACADE.brenne.get("/fhir/" + place.replaceFirst("1$", "2")).statusCode())
        .as("an opinion has one version")
        .isEqualTo(404);
    var binary = document.at("/content/0/attachment/url").asString().replaceFirst("^.*/fhir/", "");
    assertThat(bytes("/fhir/" + binary).body())
        .isEqualTo(new String(ConsultationServiceDouble.PDF, StandardCharsets.UTF_8));
    for (var path : List.of(binary, place)) {
      assertThat(FACADE.reunion.get("/fhir/" + path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(FACADE.brenneWith("system/DocumentReference.rs").get("/fhir/" + binary).statusCode())
        .isEqualTo(403);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    FACADE
                        .found("AuditEvent?entity=" + binary + "&patient=Patient/doc1")
                        .path("total")
                        .asInt())
                .as("who fetched it")
                .isOne());
  }

  @Test
  void aQuestionWithoutAnAnswerIsNoDocument() {
    var event = Events.expertise("assigned", 41, "2026-11-21T10:00:00Z");
    var id = "0199a1c3-6f00-7a11-8c3d-2b1f0e9d8c41";
    ((ObjectNode) event.path("expertise")).put("id", id);
    FACADE.around.service.publish(event);
    await().atMost(SOON).until(() -> told(id) == 1);

    assertThat(FACADE.brenne.get("/fhir/DocumentReference/r-" + id + "-1").statusCode())
        .isEqualTo(404);
    assertThat(FACADE.brenne.get("/fhir/Binary/r-" + id + "-1").statusCode()).isEqualTo(404);
    assertThat(found("patient=Patient/doc1&type=11488-4")).hasSize(1);
  }

  @Test
  void aSearchTellsDocumentsApart() {
    var pi = "urn:oid:1.2.250.1.71.4.2.2.990000101%7CIPP-doc1";
    assertThat(found("patient.identifier=" + pi + "&type=http://loinc.org%7C85208-7")).hasSize(1);
    assertThat(found("patient.identifier=" + pi + "&type=http://loinc.org%7C11111-1")).isEmpty();
    assertThat(found("patient=Patient/doc1&type=85208-7&date=lt2020-01-01")).isEmpty();
    assertThat(found("patient=Patient/doc1&type=85208-7&date=ge2020-01-01")).hasSize(1);
    assertThat(found("patient=Patient/doc1&type=85208-7&status=superseded")).isEmpty();
    var without = FACADE.brenne.get("/fhir/DocumentReference?status=current");
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(SharedFacade.code(Http.json(without))).isEqualTo("patient_missing");
  }

  @Test
  void aDocumentThatIsProvidedIsKeptOnceAndFoundAgain() {
    FACADE.put("Patient/doc2", Bodies.stranger("doc2"));

    SharedFacade.taken(FACADE.bundle(Bodies.provided("doc2", 2, "2026-10-02")));
    SharedFacade.taken(FACADE.bundle(Bodies.provided("doc2", 2, "2026-10-02")));

    var documents = found("patient=Patient/doc2");
    assertThat(documents).hasSize(1);
    var url = documents.getFirst().at("/content/0/attachment/url").asString();
    assertThat(url).startsWith("Binary/");
    var bytes = bytes("/fhir/" + url);
    assertThat(bytes.body()).isEqualTo(new String(Bodies.LETTER, StandardCharsets.UTF_8));
    var list = FACADE.found("List?patient=Patient/doc2");
    assertThat(list.path("total").asInt()).isOne();
    assertThat(list.at("/entry/0/resource/entry/0/item/reference").asString())
        .isEqualTo("DocumentReference/" + documents.getFirst().path("id").asString());
    assertThat(FACADE.reunion.get("/fhir/" + url).statusCode()).isEqualTo(404);
  }

  @Test
  void aDocumentWithoutItsBytesOrWithOthersIsRefusedWhole() {
    FACADE.put("Patient/doc3", Bodies.stranger("doc3"));
    var other = Base64.getEncoder().encodeToString(new byte[20]);

    var whole = Bodies.provided("doc3", 3, "2026-10-02");
    var altered = FACADE.bundle(whole.replace(Bodies.LETTER_SHA1, other));
    var missing = FACADE.bundle(whole.replace("-000000000003\",\"hash", "-000000000009\",\"hash"));

    assertThat(altered.statusCode()).isEqualTo(422);
    assertThat(SharedFacade.code(Http.json(altered))).isEqualTo("document_altered");
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(SharedFacade.code(Http.json(missing))).isEqualTo("document_missing");
    assertThat(found("patient=Patient/doc3")).isEmpty();
  }

  private static int told(String file) {
    return FACADE
        .adapter
        .jdbc()
        .sql("SELECT count(*) FROM delivery WHERE consultation = :file")
        .param("file", file)
        .query(Integer.class)
        .single();
  }

  /** As somebody asks who does not speak FHIR. */
  private static HttpResponse<String> bytes(String path) {
    return new Http(
            FACADE.adapter.address(),
            "application/pdf",
            FACADE.around.issuer.hospitalToken("hospital-brenne"))
        .get(path);
  }

  private static List<JsonNode> found(String query) {
    var response = FACADE.brenne.get("/fhir/DocumentReference?" + query);
    SharedFacade.taken(response);
    return Http.json(response)
        .path("entry")
        .valueStream()
        .map(entry -> entry.path("resource"))
        .toList();
  }
}
