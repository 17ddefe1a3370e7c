package care.chevet.fhir.hospital;

import java.util.Optional;

/** What a hospital holds under one of our identifiers. */
public sealed interface Lookup {

  record Absent() implements Lookup {}

  record Present(String remoteId, Optional<String> versionId) implements Lookup {}

  /** More than one: somebody must look, sending again can only make it worse. */
  record Several(int count) implements Lookup {}

  record Failed(Answer answer) implements Lookup {}
}
