package care.chevet.fhir.support;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Free times and bookings as the consultation service keeps them for hospitals: a booking is one by
 * its id, and a physician and a resident are promised once at one time.
 */
public final class BookingDeskDouble {

  public static final UUID PHYSICIAN = UUID.fromString("0199a1c2-0000-7000-8000-000000000201");
  private static final String NAME = "Dr Hélène Vasseur";
  private static final Duration LENGTH = Duration.ofMinutes(20);

  /** What the desk says: a status and JSON. */
  public record Said(int status, String body) {}

  private record Kept(String state, String resident, String hospital, Instant start) {

    Kept in(String other) {
      return new Kept(other, resident, hospital, start);
    }

    boolean takes() {
      return state.equals("held") || state.equals("booked");
    }
  }

  private final Map<String, Kept> bookings = new LinkedHashMap<>();
  private final List<String> heard = new ArrayList<>();

  /** The first of the times that are offered. */
  public static Instant first() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(40)).plusSeconds(32_400);
  }

  /** The bodies of what was asked for under an id. */
  public synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** A hold runs out. */
  public synchronized void expire(String id) {
    bookings.computeIfPresent(id, (_, kept) -> kept.in("expired"));
  }

  /** A nurse completes a booking. */
  public synchronized void complete(String id) {
    bookings.computeIfPresent(id, (_, kept) -> kept.in("completed"));
  }

  synchronized Said free(String query) {
    if (!query.contains("specialty=geriatrics")) {
      return new Said(200, "{\"items\":[]}");
    }
    var answer = JsonMapper.shared().createObjectNode();
    var physician = answer.putArray("items").addObject();
    physician.put("id", PHYSICIAN.toString()).put("displayName", NAME);
    var slots = physician.putArray("slots");
    for (var i = 0; i < 30; i++) {
      var start = first().plus(LENGTH.multipliedBy(i));
      if (bookings.values().stream().noneMatch(each -> each.takes() && each.start.equals(start))) {
        slots.addObject().put("start", start.toString()).put("end", start.plus(LENGTH).toString());
      }
    }
    return new Said(200, answer.toString());
  }

  /** The path ends in {@code residents/R/hospital-bookings/FINESS/ID}. */
  synchronized Said put(String path, JsonNode body) {
    heard.add(body.toString());
    var parts = path.split("/", -1);
    var id = parts[parts.length - 1];
    var kept = Optional.ofNullable(bookings.get(id));
    var state = body.path("state").asString();
    if (kept.isEmpty() && state.equals("cancelled")) {
      return refused(404, "not_found");
    }
    return kept.isPresent() ? again(id, kept.get(), state) : made(id, parts, state, body);
  }

  private Said made(String id, String[] parts, String state, JsonNode body) {
    var resident = parts[parts.length - 4];
    var start = Instant.parse(body.path("start").asString());
    for (var each : bookings.values()) {
      if (each.takes() && each.start.equals(start)) {
        return refused(409, "physician_taken");
      }
    }
    bookings.put(id, new Kept(state, resident, parts[parts.length - 2], start));
    return said(id);
  }

  private Said again(String id, Kept kept, String state) {
    return switch (kept.state + " " + state) {
      case "held booked", "held cancelled", "booked cancelled" -> {
        bookings.put(id, kept.in(state));
        yield said(id);
      }
      case "cancelled held", "cancelled booked" -> refused(409, "booking_over");
      case "expired held", "expired booked" -> refused(409, "hold_expired");
      case "completed cancelled" -> refused(409, "booking_completed");
      default -> said(id);
    };
  }

  private Said said(String id) {
    var kept = bookings.get(id);
    var answer = JsonMapper.shared().createObjectNode();
    answer.put("id", id).put("state", kept.state).put("specialty", "geriatrics");
    answer.putObject("physician").put("id", PHYSICIAN.toString()).put("displayName", NAME);
    answer.put("start", kept.start.toString()).put("end", kept.start.plus(LENGTH).toString());
    if (kept.state.equals("held")) {
      answer.put("heldUntil", "2031-03-01T08:10:00Z");
    }
    return new Said(200, answer.toString());
  }

  private static Said refused(int status, String code) {
    return new Said(status, "{\"code\":\"" + code + "\"}");
  }
}
