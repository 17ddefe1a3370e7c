package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.ExactJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A FHIR transaction bundle: creations guarded by {@code ifNoneExist}, updates by {@code ifMatch}.
 *
 * <p>Source: FHIR R4 §3.1.0.11.
 */
final class FhirTransaction {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern LOCATION =
      Pattern.compile("(?:^|/)([A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/([^/]+))?$");
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([^\"]+)\"");

  private FhirTransaction() {}

  /**
   * @param known by identifier, references such as {@code Patient/12} to what is not in the bundle
   */
  static String encode(List<Outgoing> outgoing, Map<String, String> known) {
    var bundle = JSON.createObjectNode();
    bundle.put("resourceType", "Bundle");
    bundle.put("type", "transaction");
    var entries = bundle.putArray("entry");
    var references = new HashMap<>(known);
    for (var each : outgoing) {
      references.remove(each.piece().identifier());
    }
    for (var each : outgoing) {
      var entry = entries.addObject();
      var resource = (ObjectNode) ExactJson.read(each.json());
      resolve(resource, references);
      entry.put("fullUrl", each.piece().identifier());
      entry.set("resource", resource);
      request(each, resource, entry.putObject("request"));
    }
    return JSON.writeValueAsString(bundle);
  }

  private static void request(Outgoing outgoing, ObjectNode resource, ObjectNode request) {
    var type = outgoing.piece().resourceType();
    if (outgoing.known().isEmpty()) {
      request.put("method", "POST");
      request.put("url", type);
      request.put("ifNoneExist", "identifier=" + token(outgoing.piece().identifier()));
      return;
    }
    var held = outgoing.known().get();
    resource.put("id", held.remoteId());
    request.put("method", "PUT");
    request.put("url", type + "/" + held.remoteId());
    held.versionId().ifPresent(version -> request.put("ifMatch", "W/\"" + version + "\""));
  }

  /** Our identifier as the value of a token search parameter. */
  static String token(String identifier) {
    return URLEncoder.encode("urn:ietf:rfc:3986|" + identifier, StandardCharsets.UTF_8);
  }

  private static void resolve(JsonNode node, Map<String, String> references) {
    if (node instanceof ObjectNode object) {
      var reference = object.path("reference");
      if (reference.isString() && references.containsKey(reference.asString())) {
        object.put("reference", references.get(reference.asString()));
      }
    }
    for (var child : node) {
      resolve(child, references);
    }
  }

  /** Where the hospital put each piece; empty when its answer does not tell. */
  static Optional<Map<String, Answer.Held>> decode(List<Outgoing> outgoing, String body) {
    try {
      var entries = ExactJson.read(body).path("entry");
      if (entries.size() != outgoing.size()) {
        return Optional.empty();
      }
      var held = new HashMap<String, Answer.Held>();
      for (var i = 0; i < outgoing.size(); i++) {
        var sent = outgoing.get(i);
        var place = place(sent, entries.get(i).path("response"));
        if (place == null) {
          return Optional.empty();
        }
        held.put(sent.piece().identifier(), place);
      }
      return Optional.of(held);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Answer.@Nullable Held place(Outgoing sent, JsonNode response) {
    var etag = ETAG.matcher(response.path("etag").asString(""));
    var version = etag.matches() ? Optional.of(etag.group(1)) : Optional.<String>empty();
    var location = LOCATION.matcher(response.path("location").asString(""));
    if (location.find() && location.group(1).equals(sent.piece().resourceType())) {
      return new Answer.Held(
          location.group(2), version.or(() -> Optional.ofNullable(location.group(3))));
    }
    return sent.known().map(known -> new Answer.Held(known.remoteId(), version)).orElse(null);
  }

  /** The matches of a search answer. */
  static Lookup lookup(String resourceType, String body) {
    try {
      var found = new HashMap<String, JsonNode>();
      for (var entry : ExactJson.read(body).path("entry")) {
        var resource = entry.path("resource");
        if (resource.path("resourceType").asString("").equals(resourceType)) {
          found.put(resource.path("id").asString(""), resource);
        }
      }
      if (found.isEmpty()) {
        return new Lookup.Absent();
      }
      return found.size() > 1
          ? new Lookup.Several(found.size())
          : present(found.values().iterator().next());
    } catch (JacksonException e) {
      return new Lookup.Failed(unreadable());
    }
  }

  /** One resource as read from its place. */
  static Lookup resource(String body) {
    try {
      var resource = ExactJson.read(body);
      return resource.path("id").isString() ? present(resource) : new Lookup.Failed(unreadable());
    } catch (JacksonException e) {
      return new Lookup.Failed(unreadable());
    }
  }

  private static Lookup present(JsonNode resource) {
    return new Lookup.Present(resource.path("id").asString(""), version(resource), resource);
  }

  /** The version that a resource says it has. */
  static Optional<String> version(JsonNode resource) {
    var version = resource.path("meta").path("versionId");
    return version.isString() ? Optional.of(version.asString()) : Optional.empty();
  }

  /** One page of a search; entries that only explain are left out. */
  static SearchPage page(URI address, String body) {
    try {
      var bundle = ExactJson.read(body);
      var resources = new ArrayList<JsonNode>();
      for (var entry : bundle.path("entry")) {
        if (!entry.path("search").path("mode").asString("match").equals("outcome")) {
          resources.add(entry.path("resource"));
        }
      }
      var next = Optional.<URI>empty();
      for (var link : bundle.path("link")) {
        if (link.path("relation").asString("").equals("next")) {
          next = Optional.of(address.resolve(link.path("url").asString("")));
        }
      }
      return new SearchPage.Found(resources, next);
    } catch (JacksonException | IllegalArgumentException e) {
      return new SearchPage.Failed(unreadable());
    }
  }

  private static Answer unreadable() {
    return new Answer.TryLater("a search was not answered in FHIR JSON", Optional.empty());
  }
}
