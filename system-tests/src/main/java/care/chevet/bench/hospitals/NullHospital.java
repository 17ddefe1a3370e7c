package care.chevet.bench.hospitals;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A hospital that takes every transaction and keeps nothing but the count. */
final class NullHospital extends HttpDouble {

  private static final Pattern QUESTION = Pattern.compile("Question (\\d+)");

  private final AtomicLong ids = new AtomicLong();

  /** By number of the consultation, when its encounter was taken, in {@link System#nanoTime}. */
  final ConcurrentHashMap<Integer, Long> taken = new ConcurrentHashMap<>();

  /** Resources taken, references to them apart. */
  long resources() {
    return ids.get();
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("GET")) {
      answer(exchange, 200, "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
      return;
    }
    var answer = JsonMapper.shared().createObjectNode();
    answer.put("resourceType", "Bundle").put("type", "transaction-response");
    var entries = answer.putArray("entry");
    for (var entry : JsonMapper.shared().readTree(body).path("entry")) {
      var resource = entry.path("resource");
      var question = QUESTION.matcher(resource.at("/reasonCode/0/text").asString(""));
      if (question.matches()) {
        taken.put(Integer.parseInt(question.group(1)), System.nanoTime());
      }
      entries
          .addObject()
          .putObject("response")
          .put("status", "201 Created")
          .put("etag", "W/\"1\"")
          .put(
              "location",
              resource.path("resourceType").asString()
                  + "/"
                  + ids.incrementAndGet()
                  + "/_history/1");
    }
    answer(exchange, 200, answer.toString());
  }
}
