package care.chevet.standalone.hospital;

import ca.uhn.fhir.rest.api.MethodOutcome;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;

/**
 * One version of a resource.
 *
 * @param deleted true when this version says that the resource is gone; its body is then the last
 */
record Stored(String type, String id, long version, Instant updated, boolean deleted, String body) {

  IdType versionedId() {
    return new IdType(type, id, Long.toString(version));
  }

  IBaseResource resource() {
    IBaseResource resource = Fhir.parse(body);
    resource.setId(versionedId());
    resource.getMeta().setVersionId(Long.toString(version));
    resource.getMeta().setLastUpdated(Date.from(updated));
    return resource;
  }

  MethodOutcome outcome(boolean created) {
    MethodOutcome outcome = new MethodOutcome(versionedId(), created);
    outcome.setResource(resource());
    return outcome;
  }
}
