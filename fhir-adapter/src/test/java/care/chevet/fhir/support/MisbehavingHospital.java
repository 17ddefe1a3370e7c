package care.chevet.fhir.support;

import care.chevet.fhir.mapping.ExactJson;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hospital's FHIR server: transactions with conditional creation and guarded update, search by
 * identifier. It commits faithfully, and answers as badly as it is told to.
 */
public final class MisbehavingHospital extends LocalServer {

  /** How the next transaction goes wrong. */
  public enum Fault {
    NONE,
    ANSWER_LOST_AFTER_COMMIT,
    ERROR_AFTER_COMMIT,
    ERROR_BEFORE_COMMIT,
    RESET_BEFORE_COMMIT,
    TOO_MANY_REQUESTS,
    SLOW_AFTER_COMMIT,
    WRONG_ETAGS,
    SEVERAL_MATCHES,
    REFUSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ObjectNode> resources = new LinkedHashMap<>();

  /** Places that bore an identifier of a type at some time; thousands are looked for by it. */
  private final Map<String, Set<String>> identified = new HashMap<>();

  private final AtomicInteger ids = new AtomicInteger();
  public final List<JsonNode> transactions = new ArrayList<>();
  public final AtomicInteger writes = new AtomicInteger();
  public volatile Supplier<Fault> faults = () -> Fault.NONE;
  public volatile Runnable beforeCommit = () -> {};

  /** Told the question of each consultation taken. */
  public volatile Consumer<String> afterCommit = _ -> {};

  public volatile Predicate<String> admits = _ -> true;
  public volatile Duration slowness = Duration.ofSeconds(3);
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  protected void handle(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (!admits.test(bearer == null ? "" : bearer.substring("Bearer ".length()))) {
      answer(exchange, 401, "{}");
      return;
    }
    if (exchange.getRequestMethod().equals("GET")) {
      if (exchange.getRequestURI().getRawQuery() == null) {
        read(exchange);
      } else {
        answer(exchange, 200, search(exchange));
      }
      return;
    }
    var fault = faults.get();
    switch (fault) {
      case ERROR_BEFORE_COMMIT -> answer(exchange, 500, "{}");
      case RESET_BEFORE_COMMIT -> exchange.close();
      case SEVERAL_MATCHES -> answer(exchange, 412, "{}");
      case TOO_MANY_REQUESTS -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        answer(exchange, 429, "{}");
      }
      case REFUSED ->
          answer(
              exchange,
              400,
              """
              {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid",
               "diagnostics":"Nous ne prenons pas ce document"}]}
              """);
      case NONE, ANSWER_LOST_AFTER_COMMIT, ERROR_AFTER_COMMIT, SLOW_AFTER_COMMIT, WRONG_ETAGS -> {
        beforeCommit.run();
        try {
          commit(exchange, ExactJson.read(new String(body, StandardCharsets.UTF_8)), fault);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void commit(HttpExchange exchange, JsonNode bundle, Fault fault)
      throws IOException, InterruptedException {
    String answer;
    lock.lock();
    try {
      for (var entry : bundle.path("entry")) {
        var problem = problem(entry.path("request"));
        if (problem != 0) {
          answer(exchange, problem, "{}");
          return;
        }
      }
      transactions.add(bundle);
      answer = apply(bundle);
      for (var entry : bundle.path("entry")) {
        if (entry.path("resource").path("resourceType").asString().equals("Encounter")) {
          afterCommit.accept(entry.at("/resource/reasonCode/0/text").asString(""));
        }
      }
    } finally {
      lock.unlock();
    }
    switch (fault) {
      case ANSWER_LOST_AFTER_COMMIT -> exchange.close();
      case ERROR_AFTER_COMMIT -> answer(exchange, 502, "{}");
      case SLOW_AFTER_COMMIT -> {
        if (!closed.await(slowness.toMillis(), TimeUnit.MILLISECONDS)) {
          answer(exchange, 200, answer);
        }
      }
      case WRONG_ETAGS ->
          answer(
              exchange,
              200,
              answer
                  .replaceAll("\\d+(?=\\\\\")", "4711")
                  .replaceAll("_history/\\d+", "_history/4711"));
      default -> answer(exchange, 200, answer);
    }
  }

  /** The status of a failed precondition, or 0. */
  private int problem(JsonNode request) {
    if (request.path("method").asString().equals("PUT")) {
      var current = resources.get(request.path("url").asString());
      if (current == null) {
        return 404;
      }
      var expected = "W/\"" + version(current) + "\"";
      return request.has("ifMatch") && !request.path("ifMatch").asString().equals(expected)
          ? 412
          : 0;
    }
    return matches(request).size() > 1 ? 412 : 0;
  }

  private String apply(JsonNode bundle) {
    var places = new LinkedHashMap<String, String>();
    for (var entry : bundle.path("entry")) {
      places.put(entry.path("fullUrl").asString(), place(entry.path("request")));
    }
    var answer = JsonMapper.shared().createObjectNode();
    answer.put("resourceType", "Bundle").put("type", "transaction-response");
    var list = answer.putArray("entry");
    for (var entry : bundle.path("entry")) {
      var place = places.get(entry.path("fullUrl").asString());
      var put = entry.path("request").path("method").asString().equals("PUT");
      if (put || !resources.containsKey(place)) {
        store(place, (ObjectNode) entry.path("resource").deepCopy(), places);
      }
      var version = version(resources.get(place));
      list.addObject()
          .putObject("response")
          .put("status", put ? "200 OK" : "201 Created")
          .put("location", place + "/_history/" + version)
          .put("etag", "W/\"" + version + "\"");
    }
    return answer.toString();
  }

  private String place(JsonNode request) {
    if (request.path("method").asString().equals("PUT")) {
      return request.path("url").asString();
    }
    var matches = matches(request);
    return matches.isEmpty()
        ? request.path("url").asString() + "/" + ids.incrementAndGet()
        : matches.getFirst();
  }

  private List<String> matches(JsonNode request) {
    var condition = request.path("ifNoneExist").asString("");
    return condition.isEmpty() ? List.of() : find(request.path("url").asString(), condition);
  }

  private void store(String place, ObjectNode resource, Map<String, String> places) {
    writes.incrementAndGet();
    resolve(resource, places);
    var before = resources.get(place);
    resource.put("id", place.substring(place.indexOf('/') + 1));
    var meta = resource.withObjectProperty("meta");
    meta.put(
        "versionId", String.valueOf(before == null ? 1 : Integer.parseInt(version(before)) + 1));
    keep(place, resource);
  }

  private void keep(String place, ObjectNode resource) {
    resources.put(place, resource);
    var type = place.substring(0, place.indexOf('/'));
    tokens(resource.path("identifier"), "value")
        .forEach(token ->
            identified.computeIfAbsent(type + " " + token, _ -> new LinkedHashSet<>()).add(place));
  }

  private static void resolve(JsonNode node, Map<String, String> places) {
    if (node instanceof ObjectNode object && object.path("reference").isString()) {
      var place = places.get(object.path("reference").asString());
      if (place != null) {
        object.put("reference", place);
      }
    }
    node.forEach(child -> resolve(child, places));
  }

  private static String version(JsonNode resource) {
    return resource.path("meta").path("versionId").asString();
  }

  private String search(HttpExchange exchange) {
    var path = exchange.getRequestURI().getPath();
    var type = path.substring(path.lastIndexOf('/') + 1);
    var answer = JsonMapper.shared().createObjectNode();
    answer.put("resourceType", "Bundle").put("type", "searchset");
    var list = answer.putArray("entry");
    lock.lock();
    try {
      for (var place : find(type, exchange.getRequestURI().getRawQuery())) {
        list.addObject().set("resource", resources.get(place));
      }
      return answer.toString();
    } finally {
      lock.unlock();
    }
  }

  private List<String> find(String type, String query) {
    var parts = List.of(query.split("&", -1));
    return parts.stream()
        .filter(part -> part.startsWith("identifier="))
        .findFirst()
        .map(part ->
            Stream.of(value(part).split(",", -1))
                .flatMap(token -> identified.getOrDefault(type + " " + token, Set.of()).stream())
                .distinct())
        .orElseGet(() -> resources.keySet().stream().filter(each -> each.startsWith(type + "/")))
        .filter(place -> {
          var resource = resources.get(place);
          return resource != null && parts.stream().allMatch(part -> meets(resource, part));
        })
        .toList();
  }

  private static String value(String parameter) {
    return URLDecoder.decode(
        parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8);
  }

  private static boolean meets(JsonNode resource, String parameter) {
    var name = parameter.substring(0, parameter.indexOf('='));
    var value = value(parameter);
    return switch (name) {
      case "identifier" -> bears(resource.path("identifier"), "value", value);
      case "_tag" -> bears(resource.path("meta").path("tag"), "code", value);
      default -> true;
    };
  }

  private static boolean bears(JsonNode list, String member, String tokens) {
    return tokens(list, member).anyMatch(List.of(tokens.split(",", -1))::contains);
  }

  private static Stream<String> tokens(JsonNode list, String member) {
    return (list.isObject() ? Stream.of(list) : list.valueStream())
        .map(each -> each.path("system").asString("") + "|" + each.path(member).asString(""));
  }

  private void read(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var found = at(path.substring("/fhir/".length()));
    answer(exchange, found == null ? 404 : 200, found == null ? "{}" : found.toString());
  }

  /** Somebody at the hospital changes a resource: a new version. */
  public void edit(String place, Consumer<ObjectNode> change) {
    lock.lock();
    try {
      var resource = resources.get(place);
      change.accept(resource);
      keep(place, resource);
      resource
          .withObjectProperty("meta")
          .put("versionId", String.valueOf(Integer.parseInt(version(resource)) + 1));
    } finally {
      lock.unlock();
    }
  }

  public void put(String place, ObjectNode resource) {
    lock.lock();
    try {
      keep(place, resource);
    } finally {
      lock.unlock();
    }
  }

  public void delete(String place) {
    lock.lock();
    try {
      var _ = resources.remove(place);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    super.close();
  }

  /** Everything of one type that the hospital holds. */
  public List<ObjectNode> all(String type) {
    lock.lock();
    try {
      return resources.entrySet().stream()
          .filter(each -> each.getKey().startsWith(type + "/"))
          .map(Map.Entry::getValue)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  public JsonNode at(String place) {
    lock.lock();
    try {
      return resources.get(place);
    } finally {
      lock.unlock();
    }
  }
}
