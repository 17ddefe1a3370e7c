package care.chevet.bench.hospitals;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A hospital that takes every transaction and keeps nothing but the count. */
final class NullHospital extends HttpDouble {

  private static final Pattern QUESTION = Pattern.compile("Question (\\d+)");

  private final AtomicLong ids = new AtomicLong();

  private volatile String whole = "";

  /** By number of the consultation, when it was accepted. */
  private final ConcurrentHashMap<Integer, Long> taken = new ConcurrentHashMap<>();

  /** Resources taken, references to them apart. */
  long resources() {
    return ids.get();
  }

  /**
   * When it accepted a consultation, in {@link System#nanoTime}; one that never came is a fault.
   */
  long accepted(int consultation) {
    var at = taken.get(consultation);
    if (at == null) {
      throw new IllegalStateException("consultation " + consultation + " never came");
    }
    return at;
  }

  /** The last transaction that brought a whole consultation. */
  String lastConsultation() {
    return whole;
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
    var numbers = new ArrayList<Integer>();
    for (var entry : JsonMapper.shared().readTree(body).path("entry")) {
      var resource = entry.path("resource");
      var question = QUESTION.matcher(resource.at("/reasonCode/0/text").asString(""));
      if (question.matches()) {
        numbers.add(Integer.parseInt(question.group(1)));
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
    if (!numbers.isEmpty()) {
      whole = new String(body, StandardCharsets.UTF_8);
    }
    // It is accepted when the answer goes out, not when the question comes in.
    numbers.forEach(number -> taken.put(number, System.nanoTime()));
    answer(exchange, 200, answer.toString());
  }
}
