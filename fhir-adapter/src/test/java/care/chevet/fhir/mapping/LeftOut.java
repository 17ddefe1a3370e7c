package care.chevet.fhir.mapping;

import ca.uhn.fhir.context.FhirContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What hospitals are given that do not take everything. */
public final class LeftOut {

  /** Every type without which a hospital can do. */
  static final List<String> TYPES =
      ConsultationMapping.TYPES.stream()
          .filter(type ->
              !Set.of("Organization", "Practitioner", "Patient", "DocumentReference")
                  .contains(type))
          .toList();

  private LeftOut() {}

  public static TakenTypes allBut(String... types) {
    var taken = new HashSet<>(ConsultationMapping.TYPES);
    Arrays.asList(types).forEach(taken::remove);
    return new TakenTypes(taken);
  }

  static TakenTypes without(String type) {
    return type.equals("ServiceRequest") ? allBut(type, "Task") : allBut(type);
  }

  static List<ConsultationMapping.Mapped> given(Dialect dialect, TakenTypes taken) {
    return taken.of(SampleConsultation.mappedEverything(dialect));
  }

  /** By element, such as {@code Encounter.appointment}, one that names what is left out there. */
  static Map<String, Resource> naming(String type, Dialect dialect) {
    var naming = new TreeMap<String, Resource>();
    for (var mapped : given(dialect, without(type))) {
      var resource = mapped.resource();
      for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
        if (info.getResourceReference() instanceof Reference reference
            && !reference.hasReference()
            && type.equals(reference.getType())) {
          naming.putIfAbsent(resource.fhirType() + "." + info.getName(), resource);
        }
      }
    }
    return naming;
  }
}
