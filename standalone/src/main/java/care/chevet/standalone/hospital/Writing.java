package care.chevet.standalone.hospital;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Creating and updating, each also under a condition (FHIR R4, RESTful API, 3.1.0.5 and 3.1.0.8).
 */
final class Writing {

  private final Resources.Work work;

  Writing(Resources.Work work) {
    this.work = work;
  }

  /** What a write did, and which resource it concerns. */
  record Outcome(Stored stored, Effect effect) {

    enum Effect {
      CREATED,
      UPDATED,
      FOUND
    }

    MethodOutcome methodOutcome() {
      return stored.outcome(effect == Effect.CREATED);
    }
  }

  Outcome create(IBaseResource resource, @Nullable String condition) {
    String type = resource.fhirType();
    if (condition != null) {
      Optional<Stored> match = onlyMatch(type, condition);
      if (match.isPresent()) {
        return new Outcome(match.get(), Outcome.Effect.FOUND);
      }
    }
    resource.setId(work.newId());
    return new Outcome(work.write(resource), Outcome.Effect.CREATED);
  }

  Outcome update(IBaseResource resource, @Nullable IIdType id, @Nullable String condition) {
    String type = resource.fhirType();
    // Read first: the resource may share this very object, and lose the version with its new id.
    Optional<String> expected =
        Optional.ofNullable(id).filter(IIdType::hasVersionIdPart).map(IIdType::getVersionIdPart);
    if (condition != null) {
      Optional<Stored> match = onlyMatch(type, condition);
      resource.setId(match.map(Stored::id).orElseGet(work::newId));
    } else if (id != null && id.hasIdPart()) {
      resource.setId(id.getIdPart());
    } else {
      throw new InvalidRequestException("An update needs an id or a condition.");
    }
    work.lock(type);
    Optional<Stored> before = work.read(type, resource.getIdElement().getIdPart());
    expected.ifPresent(version -> requireVersion(before, version));
    boolean created = before.isEmpty() || before.get().deleted();
    return new Outcome(
        work.write(resource), created ? Outcome.Effect.CREATED : Outcome.Effect.UPDATED);
  }

  /** The one resource that meets the condition, if any; several are refused. */
  Optional<Stored> onlyMatch(String type, String condition) {
    work.lock(type);
    List<Stored> found = work.search(Search.parse(type, condition));
    if (found.size() > 1) {
      throw new PreconditionFailedException(
          "The condition " + condition + " is met by " + found.size() + " resources.");
    }
    return found.stream().findFirst();
  }

  private static void requireVersion(Optional<Stored> before, String expected) {
    String current = before.map(stored -> Long.toString(stored.version())).orElse("none");
    if (!current.equals(expected)) {
      throw new PreconditionFailedException(
          "The resource is at version " + current + ", not " + expected + ".");
    }
  }
}
