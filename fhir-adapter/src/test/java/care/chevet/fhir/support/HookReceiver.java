package care.chevet.fhir.support;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint of a subscription: keeps what it is told, and may lose its answers. */
public final class HookReceiver extends LocalServer {

  /** One notification, with what its sender showed. */
  public record Told(String authorization, JsonNode bundle) {

    /** The value of a parameter of its status. */
    public String status(String name) {
      return bundle
          .at("/entry/0/resource/parameter")
          .valueStream()
          .filter(parameter -> parameter.path("name").asString().equals(name))
          .flatMap(parameter -> parameter.propertyStream())
          .filter(field -> field.getKey().startsWith("value"))
          .map(field -> field.getValue().asString(""))
          .findFirst()
          .orElse("");
    }
  }

  public final List<Told> told = new CopyOnWriteArrayList<>();

  /** How many of the next notifications are taken and then answered with 500. */
  public final AtomicInteger failures = new AtomicInteger();

  @Override
  protected void handle(HttpExchange exchange) throws IOException {
    var body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    told.add(new Told(exchange.getRequestHeaders().getFirst("Authorization"), body));
    answer(exchange, failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 200, "{}");
  }

  public List<Told> of(String kind) {
    return told.stream().filter(each -> each.status("type").equals(kind)).toList();
  }
}
