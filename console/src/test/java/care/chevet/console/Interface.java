package care.chevet.console;

import static care.chevet.console.Ward.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The service's HTTP interface in memory, with the troubles a network and a service can make. */
final class Interface implements AutoCloseable {
  private static final JsonObject NOT_FOUND = problem(404, "not_found", "Introuvable.");

  private record Stored(String body, int status, JsonElement answer) {}

  private record Listener(HttpExchange exchange, JsonObject person) {}

  final Ward ward = new Ward(this::publish);

  final Served served = new Served();

  final Tus tus = new Tus();

  /** Every list of consultations that was asked for, as its query. */
  final List<String> lists = new CopyOnWriteArrayList<>();

  /** Every write, as "METHOD path key". */
  final List<String> writes = new CopyOnWriteArrayList<>();

  private final Map<String, Stored> stored = new ConcurrentHashMap<>();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean cut;
  private volatile boolean answersLost;

  boolean answers(String path) {
    return path.startsWith("/api/")
        || path.startsWith("/oauth2/")
        || path.startsWith("/actuator/")
        || path.equals("/logout");
  }

  /** The network is gone: no request gets through, open streams end. */
  void cut() {
    cut = true;
    closeStreams();
  }

  /** Writes take effect, but no answer to them arrives. */
  void loseAnswers() {
    answersLost = true;
  }

  void mend() {
    cut = false;
    answersLost = false;
  }

  void expireSessions() {
    sessions.clear();
    closeStreams();
  }

  /** The session cookie of someone who signs in. */
  String signIn(String userName) {
    String session = "session-" + userName + "-" + System.nanoTime();
    sessions.put(session, userName);
    return session;
  }

  @Override
  public void close() {
    closeStreams();
  }

  void answer(HttpExchange exchange) throws IOException {
    if (cut) {
      exchange.close();
      return;
    }
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/oauth2/authorization/chevet" -> chooseWho(exchange);
      case "/logout" -> signOut(exchange);
      case "/actuator/health/liveness", "/actuator/health/readiness" ->
          send(exchange, 200, new JsonObject());
      case "/api/v1/live" -> listen(exchange);
      default -> exchangeJson(exchange, path);
    }
  }

  private void chooseWho(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (query == null) {
      StringBuilder page = new StringBuilder("<!doctype html><title>Qui êtes-vous ?</title>");
      ward.userNames()
          .forEach(name -> page.append("<p><a href='?%s'>%s</a></p>".formatted(name, name)));
      send(exchange, 200, "text/html; charset=utf-8", page.toString());
      return;
    }
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", "SESSION=" + signIn(query) + "; Path=/; HttpOnly");
    exchange.getResponseHeaders().add("Set-Cookie", "XSRF-TOKEN=token; Path=/");
    exchange.getResponseHeaders().add("Location", "/");
    exchange.sendResponseHeaders(303, -1);
  }

  private void signOut(HttpExchange exchange) throws IOException {
    sessions.clear();
    exchange.sendResponseHeaders(204, -1);
  }

  private @Nullable JsonObject caller(HttpExchange exchange) {
    String cookies =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Cookie"), "");
    for (String cookie : cookies.split("; ", -1)) {
      String userName = sessions.get(cookie.replaceFirst("^SESSION=", ""));
      if (userName != null) {
        return ward.person(userName);
      }
    }
    return null;
  }

  private void exchangeJson(HttpExchange exchange, String path) throws IOException {
    JsonObject caller = caller(exchange);
    if (caller == null) {
      send(exchange, 401, problem(401, "sign_in_required", "Connectez-vous."));
      return;
    }
    String method = exchange.getRequestMethod();
    if (tus.answers(method, path)) {
      tus.answer(exchange);
      return;
    }
    if (method.equals("GET")) {
      if (path.endsWith("/pdf")) {
        send(exchange, 200, "application/pdf", "%PDF-1.7");
      } else {
        if (path.equals("/api/v1/consultations")) {
          lists.add(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
        }
        JsonElement answer = served.read(path).orElseGet(() -> read(path, caller));
        send(exchange, answer.equals(NOT_FOUND) ? 404 : 200, answer);
      }
      return;
    }
    Stored answer = write(exchange, method, path, caller);
    if (answersLost) {
      exchange.close();
      return;
    }
    send(exchange, answer.status, answer.answer);
  }

  private JsonElement read(String path, JsonObject caller) {
    String[] parts = path.split("/", -1);
    return switch (parts[3]) {
      case "me" -> caller;
      case "residents" -> parts.length == 4 ? ward.residentsOf(caller) : ward.resident(parts[4]);
      case "consultations" -> {
        if (parts.length > 5) {
          yield parts[5].equals("attachments") ? tus.list(parts[4]) : NOT_FOUND;
        }
        if (parts.length > 4) {
          yield ward.knows(parts[4]) ? ward.consultation(parts[4], caller) : NOT_FOUND;
        }
        JsonArray items = new JsonArray();
        ward.consultationsSeenBy(caller).forEach(items::add);
        JsonObject page = new JsonObject();
        page.add("items", items);
        yield page;
      }
      default -> NOT_FOUND;
    };
  }

  private Stored write(HttpExchange exchange, String method, String path, JsonObject caller)
      throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (!"token".equals(exchange.getRequestHeaders().getFirst("X-XSRF-TOKEN"))) {
      return new Stored(body, 403, problem(403, "csrf_token_missing", "Jeton absent."));
    }
    if (key == null) {
      return new Stored(body, 400, problem(400, "idempotency_key_missing", "Clé absente."));
    }
    writes.add(method + " " + path + " " + key);
    Optional<JsonObject> refused = served.refusal(method, path);
    if (refused.isPresent()) {
      return new Stored(body, refused.get().get("status").getAsInt(), refused.get());
    }
    return stored.computeIfAbsent(
        key,
        _ ->
            served
                .write(method, path, body)
                .map(answer -> new Stored(body, 200, answer))
                .orElseGet(() -> effect(path, body, caller)));
  }

  private Stored effect(String path, String body, JsonObject caller) {
    JsonElement parsed = JsonParser.parseString(body);
    JsonObject said = parsed.isJsonObject() ? parsed.getAsJsonObject() : new JsonObject();
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    if (parts.size() == 4) {
      return new Stored(body, 201, ward.request(said, caller));
    }
    String id = parts.get(4);
    String act = String.join("/", parts.subList(5, parts.size()));
    JsonObject answer =
        switch (act) {
          case "acceptance" -> ward.accept(id, caller);
          case "readiness" -> ward.become(id, "at-bedside", "bedsideAt", caller);
          case "join-tickets" -> joined(id);
          case "conclusion" -> ward.become(id, "concluded", "concludedAt", caller);
          case "cancellation" -> ward.cancel(id, text(said, "reason"), caller);
          case "vitals" -> ward.measure(id, parsed.getAsJsonArray(), caller);
          case "report" -> ward.write(id, text(said, "text"), caller);
          case "report/signature" -> ward.sign(id, caller);
          default -> NOT_FOUND;
        };
    return new Stored(body, answer.equals(NOT_FOUND) ? 404 : 200, answer);
  }

  private static JsonObject joined(String id) {
    JsonObject ticket = new JsonObject();
    ticket.addProperty("ticket", "ticket-for-" + id);
    ticket.addProperty("signalingUrl", "ws://localhost:1/signaling");
    return ticket;
  }

  private void listen(HttpExchange exchange) throws IOException {
    JsonObject person = caller(exchange);
    if (person == null) {
      send(exchange, 401, problem(401, "sign_in_required", "Connectez-vous."));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    listeners.add(new Listener(exchange, person));
    say(exchange, ": here\n\n");
  }

  private void publish(JsonObject view) {
    listeners.removeIf(listener -> {
      JsonObject seen = Ward.seenBy(view, listener.person);
      return !say(listener.exchange, "event: consultation\ndata: " + seen + "\n\n");
    });
  }

  private static boolean say(HttpExchange exchange, String words) {
    try {
      exchange.getResponseBody().write(words.getBytes(UTF_8));
      exchange.getResponseBody().flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private void closeStreams() {
    listeners.forEach(listener -> listener.exchange.close());
    listeners.clear();
  }

  private static JsonObject problem(int status, String code, String detail) {
    JsonObject problem = new JsonObject();
    problem.addProperty("status", status);
    problem.addProperty("code", code);
    problem.addProperty("detail", detail);
    return problem;
  }

  private static void send(HttpExchange exchange, int status, JsonElement body) throws IOException {
    send(exchange, status, "application/json", body.toString());
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
