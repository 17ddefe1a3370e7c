package care.chevet.fhir.facade;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * One {@code _include} or {@code _revinclude}: along which references of which resource.
 *
 * @param type whose references they are; {@code *} for everybody's
 * @param paths where they stand in it; empty for all its references
 * @param target the kind of resource that is meant, when one is named
 */
record Inclusion(String type, List<String> paths, Optional<String> target, boolean again) {

  private static final String EVERYTHING = "*";

  /** What a search parameter's path says beyond the place of its reference. */
  private static final Pattern BEYOND =
      Pattern.compile("[()\\s]|\\.where.*|\\.as\\(Reference\\)|\\sas\\sReference");

  private static final Pattern ONE_TYPE = Pattern.compile("resolve\\(\\) is (\\w+)");

  /** What is asked for; refused when it names nothing that FHIR knows. */
  static Inclusion of(Include include, Set<String> types) {
    var written = include.getValue();
    if (written.equals(EVERYTHING)) {
      return new Inclusion(EVERYTHING, List.of(), Optional.empty(), include.isRecurse());
    }
    var parts = written.split(":", -1);
    if (parts.length < 2 || parts.length > 3 || !types.contains(parts[0])) {
      throw unknown(written);
    }
    var target = parts.length == 3 ? Optional.of(parts[2]) : Optional.<String>empty();
    if (parts[1].equals(EVERYTHING)) {
      return new Inclusion(parts[0], List.of(), target, include.isRecurse());
    }
    var definition = FhirContext.forR4Cached().getResourceDefinition(parts[0]);
    var parameter = definition.getSearchParam(parts[1]);
    if (parameter == null || parameter.getParamType() != RestSearchParameterTypeEnum.REFERENCE) {
      throw unknown(written);
    }
    var only = ONE_TYPE.matcher(parameter.getPath());
    return new Inclusion(
        parts[0],
        paths(definition, parameter.getPath()),
        target.or(() -> only.find() ? Optional.of(only.group(1)) : Optional.empty()),
        include.isRecurse());
  }

  private static List<String> paths(RuntimeResourceDefinition definition, String path) {
    var paths = new LinkedHashSet<String>();
    for (var each : path.split("\\|", -1)) {
      var bare = BEYOND.matcher(each.replace(" as Reference", "")).replaceAll("");
      if (bare.startsWith(definition.getName() + ".")) {
        paths.add(bare);
      }
    }
    return List.copyOf(paths);
  }

  private static RuntimeException unknown(String written) {
    return Refusals.invalid("invalid_parameter", written + " names no reference that is held");
  }

  /** The places, {@code Type/id}, to which a resource refers in this way. */
  Set<String> places(Resource resource) {
    var places = new LinkedHashSet<String>();
    if (!type.equals(EVERYTHING) && !type.equals(resource.fhirType())) {
      return places;
    }
    var terser = FhirContext.forR4Cached().newTerser();
    if (paths.isEmpty()) {
      for (var info : terser.getAllResourceReferences(resource)) {
        add((Reference) info.getResourceReference(), places);
      }
    }
    for (var path : paths) {
      for (var value : terser.getValues(resource, path)) {
        if (value instanceof Reference reference) {
          add(reference, places);
        }
      }
    }
    return places;
  }

  private void add(Reference reference, Set<String> places) {
    var to = reference.getReferenceElement();
    if (reference.hasReference()
        && to.hasResourceType()
        && to.hasIdPart()
        && target.filter(only -> !only.equals(to.getResourceType())).isEmpty()) {
      places.add(to.getResourceType() + "/" + to.getIdPart());
    }
  }
}
