package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.inbound.Pulled.Incident;
import care.chevet.fhir.inbound.Pulled.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The one way by which what hospitals tell us outside of our façade comes in: each version once,
 * through the same inbox as what they push. What cannot be taken is set aside and blocks nothing.
 */
public final class TakingIn {

  private static final Logger log = LoggerFactory.getLogger(TakingIn.class);

  private final ReceivingRecords receiving;
  private final Pulled pulled;
  private final TransactionTemplate transaction;

  TakingIn(ReceivingRecords receiving, Pulled pulled, TransactionTemplate transaction) {
    this.receiving = receiving;
    this.pulled = pulled;
    this.transaction = transaction;
  }

  /** Takes one resource as the hospital gave it; {@code source} says by which way it came. */
  public void take(Hospital hospital, String source, JsonNode resource) {
    var type = resource.path("resourceType").asString("?");
    var id = resource.path("id").asString("");
    var what = type + "/" + id;
    if (id.isEmpty() || !ReceivingRecords.TYPES.contains(type)) {
      setAside(hospital, source, what, "type_not_taken", "no id, or a kind not kept", resource);
      return;
    }
    try {
      transaction.executeWithoutResult(_ -> {
        if (pulled.firstSeen(new Version(hospital.finess(), type, id, version(resource)))) {
          receive(hospital, resource, id);
        }
      });
    } catch (ImportRefused refused) {
      setAside(hospital, source, what, refused.code(), words(refused), resource);
    } catch (DataFormatException malformed) {
      setAside(hospital, source, what, "malformed_fhir", words(malformed), resource);
    }
  }

  private void receive(Hospital hospital, JsonNode resource, String id) {
    var json = resource.toString();
    var parsed = (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json);
    var raw = json.getBytes(StandardCharsets.UTF_8);
    var update = new Incoming.Update(parsed, id, Optional.empty(), Optional.empty());
    var _ = receiving.receive(hospital, raw, List.of(update));
  }

  /** A server that numbers no versions tells them apart by their time, or by what they say. */
  private static String version(JsonNode resource) {
    var meta = resource.path("meta");
    var version = meta.path("versionId").asString("");
    if (!version.isEmpty()) {
      return version;
    }
    var updated = meta.path("lastUpdated").asString("");
    return updated.isEmpty() ? Sha256.hex(resource.toString()) : updated;
  }

  private void setAside(
      Hospital hospital, String source, String what, String code, String words, JsonNode resource) {
    log.warn("{} from {} is set aside: {}", what, hospital.finess(), code);
    var raw = resource.toString().getBytes(StandardCharsets.UTF_8);
    transaction.executeWithoutResult(_ -> {
      var seen =
          new Version(
              hospital.finess(),
              resource.path("resourceType").asString("?"),
              resource.path("id").asString(""),
              version(resource));
      if (pulled.firstSeen(seen)) {
        pulled.setAside(new Incident(hospital.finess(), source, what, code, words), raw);
      }
    });
  }

  private static String words(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
