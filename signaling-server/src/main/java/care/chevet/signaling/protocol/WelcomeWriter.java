package care.chevet.signaling.protocol;

import static care.chevet.signaling.protocol.FrameWriter.text;
import static care.chevet.signaling.protocol.FrameWriter.type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writer of the messages that show a participant the whole call. */
final class WelcomeWriter {
  private WelcomeWriter() {}

  static void write(ServerMessage.Welcome welcome, JsonGenerator json) {
    type(json, "welcome");
    text(json, "room", welcome.room());
    text(json, "session", welcome.session());
    text(json, "secret", welcome.secret());
    text(json, "epoch", welcome.epoch());
    json.writeNumberProperty("offset", welcome.offset());
    json.writeNumberProperty("generation", welcome.generation());
    text(json, "resume", welcome.resume().wireName());
    text(json, "admission", welcome.admission().wireName());
    json.writeName("self");
    participant(welcome.self(), json);
    roster(welcome.roster(), json);
    ice(welcome.ice(), json);
    text(json, "reentry", welcome.reentry());
    json.writeObjectPropertyStart("limits");
    json.writeNumberProperty("frameBytesMax", Limits.FRAME_BYTES_MAX);
    json.writeNumberProperty("sdpBytesMax", Limits.SDP_BYTES_MAX);
    json.writeNumberProperty("candidatesMax", Limits.CANDIDATES_MAX);
    json.writeNumberProperty("sessionRetentionSeconds", Limits.SESSION_RETENTION.toSeconds());
    json.writeEndObject();
  }

  static void write(ServerMessage.Admitted admitted, JsonGenerator json) {
    type(json, "admitted");
    roster(admitted.roster(), json);
    ice(admitted.ice(), json);
    text(json, "reentry", admitted.reentry());
  }

  private static void roster(ServerMessage.@Nullable Roster roster, JsonGenerator json) {
    if (roster == null) {
      return;
    }
    json.writeArrayPropertyStart("participants");
    for (Participant participant : roster.participants()) {
      participant(participant, json);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("knocking");
    for (ServerMessage.Knocking knocking : roster.knocking()) {
      json.writeStartObject();
      knocker(knocking, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void knocker(ServerMessage.Knocking knocking, JsonGenerator json) {
    text(json, "session", knocking.session());
    text(json, "person", knocking.person());
    text(json, "name", knocking.name());
    text(json, "role", knocking.role().wireName());
  }

  static void participant(Participant participant, JsonGenerator json) {
    json.writeStartObject();
    text(json, "session", participant.session());
    text(json, "person", participant.person());
    text(json, "name", participant.name());
    text(json, "role", participant.role().wireName());
    text(json, "instance", participant.instance());
    json.writeBooleanProperty("admits", participant.admits());
    json.writeBooleanProperty("online", participant.online());
    json.writeObjectPropertyStart("media");
    json.writeBooleanProperty("muted", participant.media().muted());
    json.writeBooleanProperty("cameraOff", participant.media().cameraOff());
    json.writeEndObject();
    if (participant.polite() != null) {
      json.writeBooleanProperty("polite", participant.polite());
    }
    json.writeEndObject();
  }

  static void ice(@Nullable IceServers ice, JsonGenerator json) {
    if (ice == null) {
      return;
    }
    json.writeArrayPropertyStart("iceServers");
    for (IceServers.Server server : ice.servers()) {
      json.writeStartObject();
      json.writeArrayPropertyStart("urls");
      for (String url : server.urls()) {
        json.writeString(url);
      }
      json.writeEndArray();
      text(json, "username", server.username());
      text(json, "credential", server.credential());
      json.writeEndObject();
    }
    json.writeEndArray();
    text(json, "iceTransportPolicy", ice.policy().wireName());
    json.writeNumberProperty("iceTtlSeconds", ice.ttlSeconds());
  }
}
