package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Bodies.stranger;
import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where each resource comes from, and where ours went. */
final class ProvenanceIT {

  @Test
  void eachVersionReceivedHasItsOrigin() {
    var first = stranger("prov1");
    var second = first.replace("1952-03-04", "1952-03-05");
    FACADE.put("Patient/prov1", first);
    FACADE.put("Patient/prov1", second);
    SharedFacade.taken(FACADE.brenne.delete("/fhir/Patient/prov1"));

    var origins = origins("target=Patient/prov1", 3);

    assertThat(origins.stream().map(each -> each.at("/target/0/reference").asString()))
        .containsExactly(
            "Patient/prov1/_history/1", "Patient/prov1/_history/2", "Patient/prov1/_history/3");
    assertThat(origins.stream().map(each -> each.at("/activity/coding/0/code").asString()))
        .containsExactly("CREATE", "UPDATE", "DELETE");
    assertThat(hash(origins.get(0))).isEqualTo(Sha256.hex(first));
    assertThat(hash(origins.get(1))).isEqualTo(Sha256.hex(second));
    assertThat(origins.getFirst().at("/agent/0/who/identifier/value").asString())
        .isEqualTo("990000101");
    assertThat(origins("target=Patient/prov1/_history/2", 1)).hasSize(1);
    assertThat(origins("target=Patient/prov1&recorded=lt2020-01-01", 0)).isEmpty();
    var id = origins.getFirst().path("id").asString();
    assertThat(FACADE.found("Provenance/" + id).at("/target/0/reference").asString())
        .isEqualTo("Patient/prov1/_history/1");
    assertThat(FACADE.reunion.get("/fhir/Provenance/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void eachResourceSentHasItsOrigin() {
    FACADE.around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> exported("DocumentReference") > 0);
    var trace =
        FACADE
            .adapter
            .jdbc()
            .sql(
                """
                SELECT remote_id, sha256 FROM export_trace
                WHERE resource_type = 'DocumentReference' AND hospital = '990000101'
                ORDER BY id LIMIT 1
                """)
            .query()
            .singleRow();
    var place = String.valueOf(trace.get("remote_id"));

    var origin = origins("target=DocumentReference/" + place, 1).getFirst();

    assertThat(hash(origin)).isEqualTo(trace.get("sha256"));
    assertThat(origin.at("/target/0/reference").asString())
        .startsWith(FACADE.around.hospital.address() + "/fhir/DocumentReference/" + place);
    assertThat(origin.at("/target/0/identifier/value").asString()).startsWith("urn:uuid:");
    assertThat(origin.at("/agent/1/who/identifier/value").asString()).isEqualTo("990000101");
  }

  private static int exported(String type) {
    return FACADE
        .adapter
        .jdbc()
        .sql(
            """
            SELECT count(*) FROM export_trace
            WHERE resource_type = :type AND hospital = '990000101'
            """)
        .param("type", type)
        .query(Integer.class)
        .single();
  }

  private static String hash(JsonNode provenance) {
    return provenance.at("/entity/0/what/identifier/value").asString();
  }

  private static List<JsonNode> origins(String query, int count) {
    var found =
        Http.json(FACADE.brenne.get("/fhir/Provenance?" + query))
            .path("entry")
            .valueStream()
            .map(entry -> entry.path("resource"))
            .toList();
    assertThat(found).hasSize(count);
    return found;
  }
}
