package care.chevet.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Uploads in memory, by tus 1.0, which can be made to break off and to forget. */
final class Tus {
  /** A file on its way or arrived. */
  static final class File {
    final String consultation;
    final int length;
    final Map<String, String> metadata;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    File(String consultation, int length, Map<String, String> metadata) {
      this.consultation = consultation;
      this.length = length;
      this.metadata = metadata;
    }
  }

  /** Offsets at which portions began, in order. */
  final List<Integer> offsets = new CopyOnWriteArrayList<>();

  final Map<String, File> files = new ConcurrentHashMap<>();

  /** How many portions are taken before the line breaks; negative for all. */
  final AtomicInteger portionsTaken = new AtomicInteger(-1);

  /** A problem document for the next portion, then none. */
  volatile String refusal = "";

  boolean answers(String method, String path) {
    return path.startsWith("/api/v1/uploads/")
        || (method.equals("POST") && path.matches("/api/v1/consultations/[^/]+/attachments"));
  }

  synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!"1.0.0".equals(exchange.getRequestHeaders().getFirst("Tus-Resumable"))) {
      end(exchange, 412);
      return;
    }
    String id = path.substring(path.lastIndexOf('/') + 1);
    switch (exchange.getRequestMethod()) {
      case "POST" -> create(exchange, path.split("/", -1)[4]);
      case "HEAD" -> offset(exchange, 200, id);
      case "PATCH" -> take(exchange, id, body);
      case "DELETE" -> {
        files.remove(id);
        end(exchange, 204);
      }
      default -> end(exchange, 405);
    }
  }

  /** One key makes one upload, however often a page that was left in between asks for it. */
  private void create(HttpExchange exchange, String consultation) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    int length = Integer.parseInt(exchange.getRequestHeaders().getFirst("Upload-Length"));
    String said = exchange.getRequestHeaders().getFirst("Upload-Metadata");
    files.putIfAbsent(id, new File(consultation, length, metadata(said)));
    exchange.getResponseHeaders().set("Location", "/api/v1/uploads/" + id);
    offset(exchange, 201, id);
  }

  private void take(HttpExchange exchange, String id, byte[] body) throws IOException {
    if (portionsTaken.get() == 0) {
      exchange.close();
      return;
    }
    if (!refusal.isEmpty()) {
      byte[] words = refusal.getBytes(StandardCharsets.UTF_8);
      refusal = "";
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      exchange.sendResponseHeaders(422, words.length);
      exchange.getResponseBody().write(words);
      exchange.close();
      return;
    }
    File file = files.get(id);
    int from = Integer.parseInt(exchange.getRequestHeaders().getFirst("Upload-Offset"));
    if (file == null || from != file.bytes.size()) {
      end(exchange, file == null ? 404 : 409);
      return;
    }
    portionsTaken.decrementAndGet();
    offsets.add(from);
    file.bytes.writeBytes(body);
    offset(exchange, 204, id);
  }

  private void offset(HttpExchange exchange, int status, String id) throws IOException {
    File file = files.get(id);
    if (file == null) {
      end(exchange, 404);
      return;
    }
    exchange.getResponseHeaders().set("Upload-Offset", String.valueOf(file.bytes.size()));
    end(exchange, status);
  }

  private static void end(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** What has arrived for a consultation, as the service lists it. */
  JsonObject list(String consultation) {
    JsonArray items = new JsonArray();
    files.forEach((id, file) -> {
      if (file.consultation.equals(consultation) && file.bytes.size() == file.length) {
        items.add(view(id, file));
      }
    });
    JsonObject listed = new JsonObject();
    listed.add("items", items);
    return listed;
  }

  private static JsonObject view(String id, File file) {
    JsonObject view = new JsonObject();
    view.addProperty("id", id);
    view.addProperty("kind", file.metadata.get("kind"));
    view.addProperty("fileName", file.metadata.get("filename"));
    view.addProperty("mediaType", file.metadata.get("filetype"));
    view.addProperty("addedAt", "2026-11-21T10:00:00Z");
    view.addProperty("device", file.metadata.get("device"));
    view.addProperty("sha256", "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea");
    JsonObject operator = new JsonObject();
    operator.addProperty("displayName", "Claire Dubourg");
    view.add("operator", operator);
    view.addProperty("content", "/favicon.svg");
    return view;
  }

  private static Map<String, String> metadata(String header) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : Objects.requireNonNull(header).split(",", -1)) {
      String[] words = pair.split(" ", -1);
      values.put(
          words[0], new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8));
    }
    return values;
  }
}
