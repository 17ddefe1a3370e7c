package care.chevet.fhir.mapping;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our resource laid over the form that a hospital has given it since: each keeps what it owns.
 * Consultation, report and prescription are ours; who somebody is, is the hospital's to say.
 */
public final class Rebasing {

  /** What came of it. */
  public sealed interface Outcome {

    /** The resource to send. */
    record Rebased(String json) implements Outcome {}

    /** Neither form may win without a person; {@code reason} is a stable word. */
    record Contested(String reason) implements Outcome {}
  }

  /** Of these the hospital's form stands; we add our identifiers, and what it does not say. */
  private static final Set<String> OWNED_BY_THE_HOSPITAL =
      Set.of("Patient", "Practitioner", "Organization");

  /** Lists to which both sides may have added. */
  private static final Set<String> SHARED_LISTS = Set.of("identifier", "extension");

  private Rebasing() {}

  /**
   * Lays ours over theirs.
   *
   * @param identifiers by place, such as {@code Patient/12}, our identifier of what lies there
   */
  public static Outcome rebase(Piece ours, JsonNode theirs, Map<String, String> identifiers) {
    if (theirs.path("status").asString("").equals("entered-in-error")) {
      return new Outcome.Contested("withdrawn_by_the_hospital");
    }
    var own = (ObjectNode) ExactJson.read(ours.json());
    if (!subject(own, identifiers).equals(subject(theirs, identifiers))) {
      return new Outcome.Contested("other_subject");
    }
    var result = (ObjectNode) theirs.deepCopy();
    var hospitalOwns = OWNED_BY_THE_HOSPITAL.contains(ours.resourceType());
    for (var member : own.properties()) {
      var name = member.getKey();
      if (SHARED_LISTS.contains(name) && member.getValue().isArray()) {
        unite(result.withArrayProperty(name), member.getValue());
      } else if (!name.equals("meta") && !(hospitalOwns && result.has(name))) {
        result.set(name, withTheirExtensions(member.getValue(), theirs.path(name)));
      }
    }
    return new Outcome.Rebased(result.toString());
  }

  /**
   * Our element with what the hospital hung on it: extensions, and those of primitives, whose
   * member is the primitive's name after an underscore. Elements of a list correspond by their
   * place while both sides have as many.
   *
   * <p>Source: FHIR R4 §2.6.2.1.
   */
  private static JsonNode withTheirExtensions(JsonNode ours, JsonNode theirs) {
    if (ours instanceof ArrayNode list && theirs.isArray() && list.size() == theirs.size()) {
      for (var index = 0; index < list.size(); index++) {
        list.set(index, withTheirExtensions(list.get(index), theirs.get(index)));
      }
    } else if (ours instanceof ObjectNode object && theirs.isObject()) {
      for (var member : theirs.properties()) {
        var name = member.getKey();
        if (name.equals("extension")) {
          unite(object.withArrayProperty(name), member.getValue());
        } else if (object.has(name)) {
          object.set(name, withTheirExtensions(object.get(name), member.getValue()));
        } else if (name.startsWith("_")) {
          object.set(name, member.getValue());
        }
      }
    }
    return ours;
  }

  private static String subject(JsonNode resource, Map<String, String> identifiers) {
    var reference = resource.path("subject").path("reference").asString("");
    return identifiers.getOrDefault(reference, reference);
  }

  private static void unite(ArrayNode theirs, JsonNode ours) {
    var present = new HashSet<JsonNode>();
    theirs.forEach(element -> present.add(key(element)));
    ours.forEach(element -> {
      if (present.add(key(element))) {
        theirs.add(element);
      }
    });
  }

  /** An identifier is the same by system and value, an extension by its address. */
  private static JsonNode key(JsonNode element) {
    var key = JsonMapper.shared().createArrayNode();
    if (element.has("url")) {
      return key.add(element.path("url"));
    }
    return element.has("value")
        ? key.add(element.path("system")).add(element.path("value"))
        : element;
  }
}
