package care.chevet.fhir.support;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A hospital that is asked what changed: pages of two, linked by {@code next}. */
public final class PagedHospital extends LocalServer {

  private static final int PAGE = 2;
  private static final Pattern SINCE = Pattern.compile("_lastUpdated=ge([^&]+)");
  private static final Pattern OFFSET = Pattern.compile("offset=(\\d+)");

  private final List<ObjectNode> resources = new CopyOnWriteArrayList<>();
  public final AtomicInteger pages = new AtomicInteger();
  public volatile int failAtPage = Integer.MAX_VALUE;

  public void put(String json, String version, Instant lastUpdated) {
    var resource = (ObjectNode) JsonMapper.shared().readTree(json);
    resource.putObject("meta").put("versionId", version).put("lastUpdated", lastUpdated.toString());
    resources.removeIf(each ->
        each.path("id").equals(resource.path("id"))
            && each.path("resourceType").equals(resource.path("resourceType")));
    resources.add(resource);
  }

  @Override
  protected void handle(HttpExchange exchange) throws IOException {
    if (pages.incrementAndGet() >= failAtPage) {
      answer(exchange, 503, "{}");
      return;
    }
    var uri = exchange.getRequestURI();
    var type = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    var since = SINCE.matcher(uri.getQuery());
    var from = since.find() ? Instant.parse(since.group(1)) : Instant.MIN;
    var offset = OFFSET.matcher(uri.getQuery());
    var start = offset.find() ? Integer.parseInt(offset.group(1)) : 0;
    var found =
        resources.stream()
            .filter(each -> each.path("resourceType").asString().equals(type))
            .filter(each -> !updated(each).isBefore(from))
            .sorted(Comparator.comparing(PagedHospital::updated))
            .toList();
    var bundle = JsonMapper.shared().createObjectNode();
    bundle.put("resourceType", "Bundle").put("type", "searchset");
    var entries = bundle.putArray("entry");
    found.stream()
        .skip(start)
        .limit(PAGE)
        .forEach(each -> entries.addObject().set("resource", each));
    if (found.size() > start + PAGE) {
      var plain = uri.getRawQuery().replaceAll("&offset=\\d+", "");
      bundle
          .putArray("link")
          .addObject()
          .put("relation", "next")
          .put("url", address() + uri.getPath() + "?" + plain + "&offset=" + (start + PAGE));
    }
    answer(exchange, 200, bundle.toString());
  }

  private static Instant updated(ObjectNode resource) {
    return Instant.parse(resource.path("meta").path("lastUpdated").asString());
  }
}
