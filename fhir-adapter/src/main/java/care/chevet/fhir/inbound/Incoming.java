package care.chevet.fhir.inbound;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** One thing a hospital asks us to keep or to drop. */
public sealed interface Incoming {

  String resourceType();

  /** What other entries of the same bundle call it. */
  Optional<String> fullUrl();

  /** {@code ifNoneExist}: a search that, when it finds one, makes this a repetition. */
  record Create(Resource resource, Optional<String> ifNoneExist, Optional<String> fullUrl)
      implements Incoming {

    @Override
    public String resourceType() {
      return resource.fhirType();
    }
  }

  /** {@code ifMatch}: the version that the hospital believes current. */
  record Update(
      Resource resource, String sourceId, Optional<Integer> ifMatch, Optional<String> fullUrl)
      implements Incoming {

    @Override
    public String resourceType() {
      return resource.fhirType();
    }
  }

  record Delete(String resourceType, String sourceId) implements Incoming {

    @Override
    public Optional<String> fullUrl() {
      return Optional.empty();
    }
  }
}
