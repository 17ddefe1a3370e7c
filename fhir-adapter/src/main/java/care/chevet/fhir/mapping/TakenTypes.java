package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.ours;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.mapping.ConsultationMapping.Mapped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The types of resource that a hospital takes, of those that hospitals are given. */
public record TakenTypes(Set<String> types) {

  public static final TakenTypes ALL = new TakenTypes(Set.copyOf(ConsultationMapping.TYPES));

  public TakenTypes {
    types = Set.copyOf(types);
    for (var type : types) {
      if (!ConsultationMapping.TYPES.contains(type)) {
        throw new IllegalArgumentException(
            "takes names '" + type + "', which is none of " + ConsultationMapping.TYPES);
      }
    }
    require(types, "Patient", "everything that is sent is about a patient");
    require(types, "Practitioner", "what is sent names who signed or measured it");
    require(types, "Organization", "what is sent names the care home that it comes from");
    require(types, "DocumentReference", "a care home waits for its report to arrive");
    if (types.contains("Task")) {
      require(types, "ServiceRequest", "a Task says nothing without the question that it is about");
    }
  }

  private static void require(Set<String> types, String type, String reason) {
    if (!types.contains(type)) {
      throw new IllegalArgumentException("takes lacks " + type + ": " + reason);
    }
  }

  public boolean include(String type) {
    return types.contains(type);
  }

  /** Those taken, those first to which others refer. */
  public List<String> inOrder() {
    return ConsultationMapping.TYPES.stream().filter(this::include).toList();
  }

  /** Those of which the hospital is given nothing. */
  public List<String> leftOut() {
    return ConsultationMapping.TYPES.stream().filter(type -> !include(type)).toList();
  }

  /**
   * What of these the hospital is given. A reference to what it is not given names that by our
   * identifier alone. Nobody is told of for whom nothing else is left.
   */
  List<Mapped> of(List<Mapped> all) {
    var kept = new ArrayList<Mapped>();
    var leftOut = new HashMap<String, String>();
    for (var mapped : all) {
      var type = mapped.resource().fhirType();
      if (include(type)) {
        kept.add(mapped);
      } else {
        leftOut.put(mapped.identifier().urn(), type);
      }
    }
    if (leftOut.isEmpty()) {
      return all;
    }
    if (kept.stream().allMatch(mapped -> involved(mapped.resource().fhirType()))) {
      return List.of();
    }
    kept.forEach(mapped -> loosen(mapped.resource(), leftOut));
    return kept;
  }

  /** Whom everything else is about; alone they tell of nothing. */
  private static boolean involved(String type) {
    return Piece.directory(type) || type.equals("Patient");
  }

  /**
   * A reference that leads nowhere is refused by servers that look; a logical one is not.
   *
   * <p>Source: FHIR R4 §2.3.0.2.
   *
   * @param leftOut types by identifier
   */
  private static void loosen(Resource resource, Map<String, String> leftOut) {
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      if (info.getResourceReference() instanceof Reference reference
          && reference.hasReference()
          && leftOut.containsKey(reference.getReference())) {
        var identifier = new BusinessIdentifier(reference.getReference());
        reference
            .setReference(null)
            .setType(leftOut.get(identifier.urn()))
            .setIdentifier(ours(identifier));
      }
    }
  }
}
