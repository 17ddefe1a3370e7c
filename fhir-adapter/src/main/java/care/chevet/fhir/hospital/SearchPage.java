package care.chevet.fhir.hospital;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One page of a search at a hospital. */
public sealed interface SearchPage {

  /** {@code next} is where the hospital keeps the page after this one. */
  record Found(List<JsonNode> resources, Optional<URI> next) implements SearchPage {}

  record Failed(Answer answer) implements SearchPage {}
}
