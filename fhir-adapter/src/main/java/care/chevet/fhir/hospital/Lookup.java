package care.chevet.fhir.hospital;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a hospital holds under one of our identifiers, or at one place. */
public sealed interface Lookup {

  record Absent() implements Lookup {}

  record Present(String remoteId, Optional<String> versionId, JsonNode resource)
      implements Lookup {}

  /** More than one: somebody must look, sending again can only make it worse. */
  record Several(int count) implements Lookup {}

  record Failed(Answer answer) implements Lookup {}
}
