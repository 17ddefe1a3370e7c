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
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents as IHE MHD and PDSm have them found, retrieved and provided. */
final class DocumentIT {

  private static final byte[] LETTER = "%PDF-1.7 lettre".getBytes(StandardCharsets.UTF_8);

  @BeforeAll
  static void aReportHasBeenTold() {
    FACADE.put("Patient/doc1", Bodies.marguerite("doc1"));
    FACADE.around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> found("patient=Patient/doc1&type=85208-7").size() == 1);
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
  void aDocumentThatIsProvidedIsKeptOnceAndFoundAgain() throws Exception {
    FACADE.put("Patient/doc2", Bodies.stranger("doc2"));
    var sha1 =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(LETTER));

    SharedFacade.taken(FACADE.bundle(provided("doc2", sha1)));
    SharedFacade.taken(FACADE.bundle(provided("doc2", sha1)));

    var documents = found("patient=Patient/doc2");
    assertThat(documents).hasSize(1);
    var url = documents.getFirst().at("/content/0/attachment/url").asString();
    assertThat(url).startsWith("Binary/");
    var bytes = bytes("/fhir/" + url);
    assertThat(bytes.body()).isEqualTo(new String(LETTER, StandardCharsets.UTF_8));
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

    var altered = FACADE.bundle(provided("doc3", other));
    var missing =
        FACADE.bundle(
            provided("doc3", other).replace("-000000000003\",\"hash", "-000000000009\",\"hash"));

    assertThat(altered.statusCode()).isEqualTo(422);
    assertThat(SharedFacade.code(Http.json(altered))).isEqualTo("document_altered");
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(SharedFacade.code(Http.json(missing))).isEqualTo("document_missing");
    assertThat(found("patient=Patient/doc3")).isEmpty();
  }

  private static String provided(String patient, String hash) {
    return """
    {"resourceType":"Bundle","type":"transaction","entry":[
     {"fullUrl":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000001","resource":{"resourceType":"List",
       "status":"current","mode":"working",
       "subject":{"reference":"Patient/%s"},
       "entry":[{"item":{"reference":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000002"}}]},
      "request":{"method":"POST","url":"List"}},
     {"fullUrl":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000002","resource":{
       "resourceType":"DocumentReference","status":"current",
       "masterIdentifier":{"system":"urn:ietf:rfc:3986","value":"urn:oid:1.2.3.%s"},
       "type":{"coding":[{"system":"http://loinc.org","code":"34133-9"}]},
       "subject":{"reference":"Patient/%s"},"date":"2026-10-02T10:00:00Z",
       "content":[{"attachment":{"contentType":"application/pdf",
        "url":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000003","hash":"%s"}}]},
      "request":{"method":"POST","url":"DocumentReference"}},
     {"fullUrl":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000003","resource":{
       "resourceType":"Binary","contentType":"application/pdf","data":"%s"},
      "request":{"method":"POST","url":"Binary"}}]}
    """
        .formatted(
            patient,
            patient.replaceAll("\\D", ""),
            patient,
            hash,
            Base64.getEncoder().encodeToString(LETTER));
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
