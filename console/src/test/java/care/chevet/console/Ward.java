package care.chevet.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** People, residents and consultations in memory: as much of the service as the pages lean on. */
final class Ward {
  static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  static final String ODETTE = "0199a1c2-0000-7000-8000-000000000303";
  private static final String TILLEULS =
      "{\"id\":\"home-1\",\"name\":\"EHPAD Les Tilleuls\",\"zone\":\"Europe/Paris\"}";
  private static final String FLAMBOYANTS =
      "{\"id\":\"home-3\",\"name\":\"EHPAD Les Flamboyants\",\"zone\":\"Indian/Reunion\"}";

  private final Map<String, JsonObject> people = new LinkedHashMap<>();
  private final Map<String, JsonObject> residents = new LinkedHashMap<>();
  private final Map<String, JsonObject> consultations = new LinkedHashMap<>();
  private final Consumer<JsonObject> published;

  Ward(Consumer<JsonObject> published) {
    this.published = published;
    person("claire.dubourg", "Claire Dubourg", "nurse", "Europe/Paris", "", "[" + TILLEULS + "]");
    person("helene.vasseur", "Dr Hélène Vasseur", "physician", "Europe/Paris", "geriatrics", "[]");
    person("sophie.lagrange", "Sophie Lagrange", "coordinator", "Europe/Paris", "", "[]");
    person("olivier.roche", "Olivier Roche", "operator", "Europe/Paris", "", "[]");
    resident(MARGUERITE, "Tournesol", "Marguerite", "female", "1934-05-12", TILLEULS, true);
    resident("r-302", "Bruyère", "Lucien", "male", "1938-11-03", TILLEULS, true);
    resident(ODETTE, "Coquelicot", "Odette", "female", "1931-02-27", TILLEULS, false);
    resident("r-304", "Genêt", "Fernand", "male", "1936-07-19", TILLEULS, true);
    resident("r-309", "Vanille", "Rose-May", "female", "1940-03-08", FLAMBOYANTS, true);
  }

  JsonObject person(String userName) {
    return people.get(userName);
  }

  Collection<String> userNames() {
    return people.keySet();
  }

  synchronized JsonArray residentsOf(JsonObject caller) {
    JsonArray found = new JsonArray();
    for (JsonObject resident : residents.values()) {
      if (resident.getAsJsonObject("careHome").get("id").getAsString().equals("home-1")) {
        found.add(resident);
      }
    }
    return text(caller, "role").equals("nurse") ? found : new JsonArray();
  }

  synchronized JsonObject resident(String id) {
    return residents.get(id);
  }

  synchronized void hospitalRecord(String resident, JsonObject hospitalRecord) {
    residents.get(resident).getAsJsonArray("hospitalRecords").add(hospitalRecord);
  }

  synchronized List<JsonObject> consultationsSeenBy(JsonObject caller) {
    return consultations.values().stream().map(view -> seenBy(view, caller)).toList();
  }

  synchronized JsonObject consultation(String id, JsonObject caller) {
    return seenBy(consultations.get(id), caller);
  }

  /** Sets what a state of affairs adds to a view, such as a booked time. */
  synchronized void tell(String id, String field, String json) {
    consultations.get(id).add(field, JsonParser.parseString(json));
  }

  synchronized boolean knows(String id) {
    return consultations.containsKey(id);
  }

  /** A colleague's now: nobody else is told of it any more. */
  synchronized void takeElsewhere(String id) {
    consultations.remove(id);
  }

  /** Takes a request as the nurse's page sends it. */
  synchronized JsonObject request(JsonObject body, JsonObject nurse) {
    JsonObject resident = residents.get(text(body, "resident"));
    JsonObject view = body.deepCopy();
    view.addProperty("id", UUID.randomUUID().toString());
    view.addProperty("version", 0);
    view.add("resident", resident.deepCopy());
    view.add("careHome", resident.get("careHome"));
    view.add("nurse", briefly(nurse));
    view.add("deliveries", new JsonArray());
    if (view.get("consent") instanceof JsonObject consent) {
      consent.addProperty("recordedAt", Instant.now().toString());
    }
    consultations.put(text(view, "id"), view);
    return become(view, "requested", "requestedAt", nurse);
  }

  /** A request that some nurse sent a while ago. */
  synchronized JsonObject waiting(
      String resident, String specialty, String urgency, String question, long secondsAgo) {
    JsonObject body = new JsonObject();
    body.addProperty("resident", resident);
    body.addProperty("specialty", specialty);
    body.addProperty("urgency", urgency);
    body.addProperty("question", question);
    body.addProperty("placeType", "care-home");
    body.add("vitals", Golden.vitals());
    body.add("consent", JsonParser.parseString("{\"givenBy\":\"resident\"}"));
    JsonObject asked = request(body, people.get("claire.dubourg"));
    JsonObject view = consultations.get(text(asked, "id"));
    view.addProperty("requestedAt", Instant.now().minusSeconds(secondsAgo).toString());
    return view;
  }

  synchronized JsonObject accept(String id, JsonObject physician) {
    JsonObject view = consultations.get(id);
    JsonObject who = briefly(physician);
    who.add("zone", physician.get("zone"));
    who.addProperty("specialty", "geriatrics");
    view.add("physician", who);
    return become(view, "accepted", "acceptedAt", physician);
  }

  synchronized JsonObject become(String id, String state, String moment, JsonObject caller) {
    return become(consultations.get(id), state, moment, caller);
  }

  synchronized JsonObject measure(String id, JsonArray measures, JsonObject caller) {
    JsonObject view = consultations.get(id);
    view.getAsJsonArray("vitals").addAll(measures);
    return changed(view, caller);
  }

  synchronized JsonObject write(String id, String reportText, JsonObject caller) {
    JsonObject report = new JsonObject();
    report.addProperty("version", 1);
    report.addProperty("text", reportText);
    JsonObject view = consultations.get(id);
    view.add("report", report);
    return changed(view, caller);
  }

  synchronized JsonObject sign(String id, JsonObject caller) {
    JsonObject view = consultations.get(id);
    JsonObject report = view.getAsJsonObject("report");
    report.addProperty("signedAt", Instant.now().toString());
    report.add(
        "pdf",
        JsonParser.parseString("{\"href\":\"/api/v1/consultations/" + id + "/reports/1/pdf\"}"));
    return become(view, "reported", "reportedAt", caller);
  }

  synchronized void deliver(String id) {
    JsonObject view = consultations.get(id);
    JsonObject delivery = new JsonObject();
    delivery.addProperty("recipient", "Centre hospitalier de la Brenne");
    delivery.addProperty("status", "delivered");
    delivery.addProperty("at", Instant.now().toString());
    delivery.addProperty("reference", "DocumentReference/12");
    view.getAsJsonArray("deliveries").add(delivery);
    become(view, "delivered", "deliveredAt", people.get("helene.vasseur"));
  }

  synchronized JsonObject cancel(String id, String reason, JsonObject caller) {
    JsonObject view = consultations.get(id);
    JsonObject cancellation = new JsonObject();
    cancellation.add("by", caller.get("displayName"));
    cancellation.addProperty("reason", reason);
    view.add("cancellation", cancellation);
    return become(view, "cancelled", "cancelledAt", caller);
  }

  private JsonObject become(JsonObject view, String state, String moment, JsonObject caller) {
    view.addProperty("state", state);
    view.addProperty(moment, Instant.now().toString());
    return changed(view, caller);
  }

  private JsonObject changed(JsonObject view, JsonObject caller) {
    view.addProperty("version", view.get("version").getAsInt() + 1);
    published.accept(view);
    return seenBy(view, caller);
  }

  /** The view with the actions that are this caller's now. */
  static JsonObject seenBy(JsonObject view, JsonObject caller) {
    JsonObject seen = view.deepCopy();
    if (text(caller, "role").equals("coordinator")) {
      List.of("resident", "nurse", "physician", "question", "vitals", "consent", "report")
          .forEach(seen::remove);
    }
    JsonArray actions = new JsonArray();
    actionsOf(text(view, "state"), text(caller, "role")).forEach(actions::add);
    if (view.has("nurseActions") && text(caller, "role").equals("nurse")) {
      actions.addAll(view.getAsJsonArray("nurseActions"));
    }
    if (view.has("extraActions") && text(caller, "role").equals("physician")) {
      actions.addAll(view.getAsJsonArray("extraActions"));
    }
    seen.add("actions", actions);
    return seen;
  }

  private static List<String> actionsOf(String state, String role) {
    boolean physician = role.equals("physician");
    if (!physician && !role.equals("nurse")) {
      return List.of();
    }
    return switch (state) {
      case "requested" -> physician ? List.of("accept") : List.of("cancel");
      case "accepted" -> physician ? List.of("join", "cancel") : List.of("ready", "cancel");
      case "at-bedside" ->
          physician ? List.of("join", "cancel") : List.of("join", "record-vitals", "cancel");
      case "in-session" ->
          physician
              ? List.of("join", "conclude", "draft-report")
              : List.of("join", "record-vitals");
      case "concluded" -> physician ? List.of("draft-report", "sign") : List.of();
      default -> List.of();
    };
  }

  static String text(JsonObject object, String field) {
    JsonElement value = object.get(field);
    return value == null ? "" : value.getAsString();
  }

  private static JsonObject briefly(JsonObject person) {
    JsonObject brief = new JsonObject();
    brief.add("id", person.get("id"));
    brief.add("displayName", person.get("displayName"));
    return brief;
  }

  private void person(
      String userName, String name, String role, String zone, String specialty, String homes) {
    JsonObject person = new JsonObject();
    person.addProperty("id", "person-" + userName);
    person.addProperty("displayName", name);
    person.addProperty("role", role);
    person.addProperty("locale", "fr");
    person.addProperty("zone", zone);
    person.add("careHomes", JsonParser.parseString(homes));
    JsonArray specialties = new JsonArray();
    if (!specialty.isEmpty()) {
      specialties.add(specialty);
    }
    person.add("specialties", specialties);
    people.put(userName, person);
  }

  private void resident(
      String id,
      String name,
      String givenName,
      String sex,
      String born,
      String home,
      boolean qualified) {
    JsonObject resident = new JsonObject();
    resident.addProperty("id", id);
    resident.addProperty("usedName", name);
    resident.addProperty("usedGivenName", givenName);
    resident.addProperty("birthName", name.toUpperCase(java.util.Locale.FRENCH));
    resident.addProperty("sex", sex);
    resident.addProperty("birthDate", born);
    resident.add("careHome", JsonParser.parseString(home));
    resident.addProperty("identityStatus", qualified ? "qualified" : "provisional");
    resident.add("hospitalRecords", new JsonArray());
    resident.add("consultations", new JsonArray());
    residents.put(id, resident);
  }
}
