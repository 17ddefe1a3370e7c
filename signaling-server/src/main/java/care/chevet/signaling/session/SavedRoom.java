package care.chevet.signaling.session;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.Fields;
import care.chevet.signaling.protocol.FrameReader;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.Json;
import care.chevet.signaling.protocol.MediaState;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.Tier;
import care.chevet.signaling.room.Bearer;
import care.chevet.signaling.room.Negotiation;
import care.chevet.signaling.room.Negotiation.Pair;
import care.chevet.signaling.room.Ring;
import care.chevet.signaling.room.Room;
import care.chevet.signaling.room.Seat;
import care.chevet.signaling.room.Told;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** A room as it is written down: its parts by field, each a JSON object. */
final class SavedRoom {
  static final String SEATS = "seats";
  static final String RINGS = "rings";
  private static final String NEGOTIATION = "n:";
  private static final String EVENT = "e:";

  private SavedRoom() {}

  static String field(Pair pair) {
    return NEGOTIATION + pair.from() + ">" + pair.to();
  }

  static String field(RoomEvent event) {
    return eventField(event.id());
  }

  static String eventField(UUID id) {
    return EVENT + id;
  }

  static byte[] json(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static byte[] seats(Room room) {
    return json(json -> {
      json.writeArrayPropertyStart("seats");
      room.seats().values().forEach(seat -> seat(seat, json));
      json.writeEndArray();
    });
  }

  private static void seat(Seat seat, JsonGenerator json) {
    Bearer bearer = seat.bearer();
    json.writeStartObject();
    FrameWriter.text(json, "session", seat.session());
    FrameWriter.text(json, "person", bearer.person());
    FrameWriter.text(json, "name", bearer.name());
    FrameWriter.text(json, "role", bearer.role().wireName());
    FrameWriter.text(json, "instance", bearer.instance());
    json.writeBooleanProperty("trusted", bearer.trusted());
    json.writeBooleanProperty("admits", bearer.admits());
    FrameWriter.text(json, "admission", seat.admission().wireName());
    json.writeBooleanProperty("online", seat.online());
    json.writeBooleanProperty("muted", seat.media().muted());
    json.writeBooleanProperty("cameraOff", seat.media().cameraOff());
    json.writeBooleanProperty("toldMedia", seat.told().media());
    FrameWriter.text(
        json, "toldTier", seat.told().tier() == null ? null : seat.told().tier().wireName());
    json.writeEndObject();
  }

  static byte[] rings(Room room) {
    return json(json -> {
      json.writeArrayPropertyStart("rings");
      for (Ring ring : room.rings().values()) {
        json.writeStartObject();
        FrameWriter.text(json, "invitation", ring.invitation());
        FrameWriter.text(json, "inviter", ring.inviter());
        FrameWriter.text(json, "person", ring.person());
        json.writeNumberProperty("until", ring.untilMillis());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  static byte[] negotiation(Pair pair, Negotiation negotiation) {
    return json(json -> {
      FrameWriter.text(json, "from", pair.from());
      FrameWriter.text(json, "to", pair.to());
      FrameWriter.text(json, "pc", negotiation.pc());
      json.writeNumberProperty("forwarded", negotiation.forwarded());
      json.writeArrayPropertyStart("held");
      negotiation
          .held()
          .forEach(batch -> {
            json.writeStartObject();
            FrameWriter.text(json, "to", batch.to());
            FrameWriter.candidates(batch, json);
            json.writeEndObject();
          });
      json.writeEndArray();
    });
  }

  static byte[] event(RoomEvent event) {
    return json(json -> {
      FrameWriter.text(json, "type", event.type().wireName());
      json.writeNumberProperty("at", event.at().toEpochMilli());
      FrameWriter.text(json, "session", event.session());
      FrameWriter.text(json, "person", event.person());
      FrameWriter.text(json, "role", event.role().wireName());
      FrameWriter.text(json, "tier", event.tier());
      FrameWriter.text(json, "reason", event.reason());
    });
  }

  static Fields fields(Map<String, byte[]> content, String field) {
    return new Fields(
        Optional.ofNullable(content.get(field)).map(Json::object).orElseGet(LinkedHashMap::new));
  }

  /** Fills the room from what is written; throws if that is not a room. */
  static void read(Map<String, byte[]> content, KeptRoom room, long nowMillis) {
    if (!content.containsKey(SEATS)) {
      return;
    }
    Map<String, Seat> seats = new LinkedHashMap<>();
    for (Fields seat : fields(content, SEATS).objects("seats")) {
      Seat read = seat(seat);
      seats.put(read.session(), read);
    }
    Map<String, Ring> rings = new LinkedHashMap<>();
    for (Fields ring : fields(content, RINGS).objects("rings")) {
      Ring read =
          new Ring(
              ring.text("invitation"),
              ring.text("inviter"),
              ring.text("person"),
              ring.number("until"));
      rings.put(read.invitation(), read);
    }
    Map<Pair, Negotiation> negotiations = new LinkedHashMap<>();
    for (String field : content.keySet()) {
      if (field.startsWith(NEGOTIATION)) {
        Fields fields = fields(content, field);
        negotiations.put(
            new Pair(fields.text("from"), fields.text("to")),
            new Negotiation(
                fields.text("pc"),
                fields.number("forwarded"),
                fields.objects("held").stream().map(FrameReader::candidates).toList()));
      } else if (field.startsWith(EVENT)) {
        UUID id = UUID.fromString(field.substring(EVENT.length()));
        room.owed.put(id, event(id, fields(content, field)));
      } else if (SavedSession.isSession(field)) {
        Session session = SavedSession.read(field, content, room, nowMillis);
        room.sessions.put(session.id, session);
      }
    }
    room.state = new Room(room.id, room.state.relayOnly(), seats, negotiations, rings);
  }

  private static Seat seat(Fields seat) {
    return new Seat(
        seat.text("session"),
        new Bearer(
            seat.text("person"),
            seat.text("name"),
            seat.word(Role.class, "role"),
            seat.text("instance"),
            seat.flag("trusted"),
            seat.flag("admits")),
        seat.word(Admission.class, "admission"),
        seat.flag("online"),
        new MediaState(seat.flag("muted"), seat.flag("cameraOff")),
        new Told(seat.flag("toldMedia"), seat.optionalWord(Tier.class, "toldTier")));
  }

  private static RoomEvent event(UUID id, Fields event) {
    return new RoomEvent(
        id,
        event.word(RoomEvent.Type.class, "type"),
        Instant.ofEpochMilli(event.number("at")),
        event.text("session"),
        event.text("person"),
        event.word(Role.class, "role"),
        event.optionalText("tier"),
        event.optionalText("reason"));
  }
}
