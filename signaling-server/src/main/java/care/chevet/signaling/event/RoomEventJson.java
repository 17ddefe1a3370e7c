package care.chevet.signaling.event;

import care.chevet.signaling.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** What is told of rooms, as contracts/room-events.json and room-keeper.json have it. */
final class RoomEventJson {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private RoomEventJson() {}

  static byte[] begun(Instant at) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("begunAt", MILLISECONDS.format(at));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static byte[] write(List<RoomEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * events.size());
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("events");
      for (RoomEvent event : events) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id().toString());
        json.writeStringProperty("type", event.type().wireName());
        json.writeStringProperty("at", MILLISECONDS.format(event.at()));
        json.writeStringProperty("session", event.session());
        json.writeStringProperty("person", event.person());
        json.writeStringProperty("role", event.role().wireName());
        if (event.tier() != null) {
          json.writeStringProperty("tier", event.tier());
        }
        if (event.reason() != null) {
          json.writeStringProperty("reason", event.reason());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
