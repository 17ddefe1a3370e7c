package care.chevet.fhir.support;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The machine endpoints of the consultation service: feed, documents, deliveries, records. */
public final class ConsultationServiceDouble extends LocalServer {

  public static final byte[] PDF =
      "%PDF-1.7 compte rendu de démonstration".getBytes(StandardCharsets.UTF_8);

  private static final Pattern FEED_QUERY = Pattern.compile("after=((?:0-\\d+)?)&.*");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private final List<ObjectNode> events = new ArrayList<>();
  public final List<JsonNode> deliveries = new CopyOnWriteArrayList<>();
  public final Map<String, JsonNode> records = new ConcurrentHashMap<>();

  /** The content of attachments, by path; empty for one that was erased. */
  public final Map<String, Optional<byte[]>> attachments = new ConcurrentHashMap<>();

  public final BookingDeskDouble desk = new BookingDeskDouble();
  public volatile boolean failing;
  public volatile Runnable beforeDocument = () -> {};

  /** Appends an event, giving it the next cursor. */
  public void publish(ObjectNode event) {
    lock.lock();
    try {
      event.put("cursor", "0-" + (events.size() + 1));
      events.add(event);
      published.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected void handle(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var path = exchange.getRequestURI().getPath();
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (bearer == null || !bearer.startsWith("Bearer ")) {
      answer(exchange, 401, "{}");
    } else if (failing) {
      answer(exchange, 503, "{}");
    } else if (path.equals("/api/v1/feed")) {
      var after = FEED_QUERY.matcher(exchange.getRequestURI().getQuery());
      if (after.matches()) {
        answer(exchange, 200, page(after.group(1)));
      } else {
        answer(exchange, 400, "{}");
      }
    } else if (path.endsWith("/pdf")) {
      beforeDocument.run();
      answer(exchange, 200, "application/pdf", PDF);
    } else if (attachments.containsKey(path)) {
      var content = attachments.get(path);
      answer(
          exchange,
          content.isPresent() ? 200 : 410,
          "image/jpeg",
          content.orElse("{}".getBytes(StandardCharsets.UTF_8)));
    } else if (path.equals("/api/v1/deliveries")) {
      deliveries.add(JsonMapper.shared().readTree(body));
      answer(exchange, 204, "");
    } else if (path.contains("/hospital-slots/")) {
      answer(exchange, desk.free(exchange.getRequestURI().getQuery()));
    } else if (path.contains("/hospital-bookings/")) {
      answer(exchange, desk.put(path, JsonMapper.shared().readTree(body)));
    } else if (path.contains("/hospital-records/") || path.contains("/hospital-appointments/")) {
      records.put(path, JsonMapper.shared().readTree(body));
      answer(exchange, 204, "");
    } else {
      answer(exchange, 404, "{}");
    }
  }

  private void answer(HttpExchange exchange, BookingDeskDouble.Said said) throws IOException {
    answer(exchange, said.status(), said.body());
  }

  /** A cursor is the service's own word: only one that it gave, or none at all, is taken. */
  private String page(String cursor) {
    var after = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring("0-".length()));
    lock.lock();
    try {
      var leftNanos = TimeUnit.SECONDS.toNanos(2);
      while (events.size() <= after && leftNanos > 0) {
        leftNanos = published.awaitNanos(leftNanos);
      }
      var page = JsonMapper.shared().createObjectNode();
      var list = page.putArray("events");
      var end = Math.min(events.size(), after + 200);
      events.subList(Math.min(after, end), end).forEach(list::add);
      page.put("next", end == 0 ? cursor : "0-" + Math.max(after, end));
      return page.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "{\"events\":[],\"next\":\"" + cursor + "\"}";
    } finally {
      lock.unlock();
    }
  }
}
