package care.chevet.fhir.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a resource, reduced to what two servers would both keep of it: without id, meta
 * and narrative, members in order, references under our own identifiers. The bytes of an attachment
 * are left out, since a server may keep them elsewhere; their hash and size stand for them.
 */
public final class Canonical {

  /** A reference to a resource at some server: {@code Patient/12}, absolute or not, any version. */
  private static final Pattern PLACE =
      Pattern.compile("(?:https?://.+/)?([A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64})(?:/_history/.+)?");

  private static final Set<String> A_SERVERS_OWN = Set.of("id", "meta", "text");
  private static final Set<String> BYTES = Set.of("data", "url");

  private Canonical() {}

  /**
   * SHA-256 of the content.
   *
   * @param identifiers by place, such as {@code Patient/12}, our identifier of what lies there
   */
  public static String hash(JsonNode resource, Map<String, String> identifiers) {
    var content = reduced(resource, identifiers);
    if (content instanceof ObjectNode object) {
      object.remove(A_SERVERS_OWN);
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(content.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static JsonNode reduced(JsonNode node, Map<String, String> identifiers) {
    if (node.isArray()) {
      var array = JsonMapper.shared().createArrayNode();
      node.forEach(child -> array.add(reduced(child, identifiers)));
      return array;
    }
    if (node.isFloatingPointNumber()) {
      // Digits that only tell the precision are no difference: not every server keeps them.
      return JsonMapper.shared().getNodeFactory().numberNode(node.doubleValue());
    }
    if (!node.isObject()) {
      return node;
    }
    var sorted = new TreeMap<String, JsonNode>();
    var attachment = node.has("contentType") && (node.has("data") || node.has("url"));
    for (var member : node.properties()) {
      if (!attachment || !BYTES.contains(member.getKey())) {
        sorted.put(member.getKey(), reduced(member.getValue(), identifiers));
      }
    }
    var object = JsonMapper.shared().createObjectNode();
    sorted.forEach(object::set);
    var reference = object.path("reference");
    if (reference.isString()) {
      object.put("reference", ours(reference.asString(), identifiers));
    }
    return object;
  }

  private static String ours(String reference, Map<String, String> identifiers) {
    var place = PLACE.matcher(reference);
    return place.matches() ? identifiers.getOrDefault(place.group(1), place.group(1)) : reference;
  }

  /** The places that a resource refers to, such as {@code Patient/12}. */
  public static Set<String> places(JsonNode resource) {
    return references(resource)
        .map(PLACE::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static Stream<String> references(JsonNode node) {
    var own = node.path("reference");
    var children = node.valueStream().flatMap(Canonical::references);
    return own.isString() ? Stream.concat(Stream.of(own.asString()), children) : children;
  }
}
