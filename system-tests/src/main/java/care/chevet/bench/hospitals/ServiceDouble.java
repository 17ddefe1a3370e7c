package care.chevet.bench.hospitals;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The consultation service as the adapter meets it: feed, documents, word of deliveries. */
final class ServiceDouble extends HttpDouble {

  static final byte[] PDF = document();

  private static final int PDF_BYTES = 18_000;
  private static final int PAGE = 200;
  private static final Pattern AFTER = Pattern.compile("after=(\\d*)");

  private final ObjectNode golden;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private final Condition told = lock.newCondition();
  private final List<String> events = new ArrayList<>();

  private int delivered;

  ServiceDouble(Path home) throws IOException {
    var text = Files.readString(home.resolve("contracts").resolve("consultation-event.json"));
    golden = (ObjectNode) JsonMapper.shared().readTree(text);
  }

  private static byte[] document() {
    var bytes = new byte[PDF_BYTES];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** Publishes reported consultations, {@code number} in their question. */
  void publish(int number, int resident, List<String> hospitals) {
    var event = golden.deepCopy();
    event.put("id", named("event", number));
    var consultation = (ObjectNode) event.path("consultation");
    consultation.put("id", named("consultation", number)).put("question", "Question " + number);
    ((ObjectNode) consultation.path("resident")).put("id", named("resident", resident));
    var index = 0;
    for (var vital : consultation.path("vitals")) {
      ((ObjectNode) vital).put("id", named("vital-" + index++, number));
    }
    ((ObjectNode) consultation.path("report").path("pdf"))
        .put("sha256", sha256(PDF))
        .put("sizeBytes", PDF.length);
    var list = consultation.putArray("hospitals");
    hospitals.forEach(
        finess -> list.addObject().put("id", finess).put("name", "CH").put("finess", finess));
    lock.lock();
    try {
      event.put("cursor", String.valueOf(events.size() + 1));
      events.add(event.toString());
      published.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var _ = exchange.getRequestBody().readAllBytes();
    if (path.equals("/api/v1/feed")) {
      answer(exchange, 200, page(exchange.getRequestURI().getQuery()));
    } else if (path.endsWith("/pdf")) {
      answer(exchange, 200, "application/pdf", PDF);
    } else {
      if (path.equals("/api/v1/deliveries")) {
        countDelivered();
      }
      answer(exchange, 204, "");
    }
  }

  private void countDelivered() {
    lock.lock();
    try {
      delivered++;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Words received that a report has been delivered. */
  int delivered() {
    lock.lock();
    try {
      return delivered;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many reports have been said to be delivered. */
  void awaitDelivered(int wanted, Duration most) throws InterruptedException {
    var leftNanos = most.toNanos();
    lock.lock();
    try {
      while (delivered < wanted) {
        if (leftNanos <= 0) {
          throw new IllegalStateException("only " + delivered + " of " + wanted + " delivered");
        }
        leftNanos = told.awaitNanos(leftNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private String page(String query) {
    var cursor = AFTER.matcher(query);
    var after = cursor.find() && !cursor.group(1).isEmpty() ? Integer.parseInt(cursor.group(1)) : 0;
    lock.lock();
    try {
      var leftNanos = TimeUnit.SECONDS.toNanos(1);
      while (events.size() <= after && leftNanos > 0) {
        leftNanos = published.awaitNanos(leftNanos);
      }
      var end = Math.min(events.size(), after + PAGE);
      return "{\"events\":["
          + String.join(",", events.subList(Math.min(after, end), end))
          + "],\"next\":\""
          + (end == 0 ? "" : String.valueOf(Math.max(after, end)))
          + "\"}";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "{\"events\":[],\"next\":\"\"}";
    } finally {
      lock.unlock();
    }
  }

  private static String named(String kind, int number) {
    return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
