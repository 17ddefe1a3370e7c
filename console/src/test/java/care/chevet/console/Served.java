package care.chevet.console;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers laid out by a test for addresses that the ward knows nothing of, and what was sent to
 * them.
 */
final class Served {
  /** One write that reached such an address. */
  record Sent(String what, JsonObject body) {}

  /** Every write that was answered from here, in order. */
  final List<Sent> sent = new CopyOnWriteArrayList<>();

  private static final String WHATEVER = "";

  private final Map<String, JsonElement> answers = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> refusals = new ConcurrentHashMap<>();

  /** Lays out the answer to a method and a path, such as {@code GET /api/v1/slots}. */
  void lay(String what, String json) {
    answers.put(what, JsonParser.parseString(json));
  }

  /** Refuses the next write to a method and a path. */
  void refuse(String what, String problem) {
    refusals.put(what, JsonParser.parseString(problem).getAsJsonObject());
  }

  /** Refuses the next write, whatever it is. */
  void refuseNext(String problem) {
    refuse(WHATEVER, problem);
  }

  /** Whether a write is refused, which it is once. */
  Optional<JsonObject> refusal(String method, String path) {
    return Optional.ofNullable(refusals.remove(method + " " + path))
        .or(() -> Optional.ofNullable(refusals.remove(WHATEVER)));
  }

  Optional<JsonElement> read(String path) {
    return Optional.ofNullable(answers.get("GET " + path));
  }

  Optional<JsonElement> write(String method, String path, String body) {
    String what = method + " " + path;
    JsonElement answer = answers.get(what);
    if (answer == null) {
      return Optional.empty();
    }
    JsonElement said = JsonParser.parseString(body.isEmpty() ? "{}" : body);
    sent.add(new Sent(what, said.isJsonObject() ? said.getAsJsonObject() : new JsonObject()));
    return Optional.of(answer);
  }

  /** What was written, without its bodies. */
  List<String> acts() {
    return sent.stream().map(Sent::what).toList();
  }
}
