package care.chevet.signaling.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writer of what the server sends. A message is written once as a body; the envelope, which differs
 * from reader to reader, is put in front of it.
 */
public final class FrameWriter {
  private FrameWriter() {}

  /** The message as a JSON object without its envelope. */
  public static byte[] body(ServerMessage message) {
    String written =
        switch (message) {
          case ServerMessage.DescriptionFrom from -> from.description().written();
          case ServerMessage.CandidatesFrom from -> from.candidates().written();
          case ServerMessage _ -> null;
        };
    return written == null ? anew(message) : passedOn((ServerMessage.Negotiating) message, written);
  }

  /** What was written goes on as it is, from somebody else now. */
  private static byte[] passedOn(ServerMessage.Negotiating message, String written) {
    String type = message instanceof ServerMessage.DescriptionFrom ? "description" : "candidates";
    return ("{\"type\":\"" + type + "\",\"from\":\"" + message.from() + "\"," + written + "}")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] anew(ServerMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      write(message, json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** What goes before a body from its second byte on. */
  public static byte[] envelope(long offset, long ack, @Nullable String inReplyTo) {
    StringBuilder head = new StringBuilder(48).append('{');
    if (offset != ClientFrame.ABSENT) {
      head.append("\"offset\":").append(offset).append(',');
    }
    if (ack != ClientFrame.ABSENT) {
      head.append("\"ack\":").append(ack).append(',');
    }
    if (inReplyTo != null) {
      head.append("\"inReplyTo\":").append(quoted(inReplyTo)).append(',');
    }
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\' || c > 0x7e) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void write(ServerMessage message, JsonGenerator json) {
    switch (message) {
      case ServerMessage.Welcome welcome -> WelcomeWriter.write(welcome, json);
      case ServerMessage.Admitted admitted -> WelcomeWriter.write(admitted, json);
      case ServerMessage.Acknowledged _ -> type(json, "ack");
      case ServerMessage.Pong _ -> type(json, "pong");
      case ServerMessage.Problem problem -> problem(problem, json);
      case ServerMessage.GoAway goAway -> {
        type(json, "goaway");
        json.writeNumberProperty("spreadMs", goAway.spreadMs());
        json.writeNumberProperty("deadlineMs", goAway.deadlineMs());
      }
      case ServerMessage.FreshIceServers fresh -> {
        type(json, "ice-servers");
        WelcomeWriter.ice(fresh.ice(), json);
      }
      case ServerMessage.StatisticsFrom from -> statistics(from, json);
      case ServerMessage.Joined joined -> {
        type(json, "joined");
        json.writeName("participant");
        WelcomeWriter.participant(joined.participant(), json);
        text(json, "replaces", joined.replaces());
      }
      case ServerMessage.Left left -> {
        type(json, "left");
        text(json, "session", left.session());
        text(json, "reason", left.reason().wireName());
      }
      case ServerMessage.Presence presence -> {
        type(json, "presence");
        text(json, "from", presence.from());
        json.writeBooleanProperty("online", presence.online());
        json.writeBooleanProperty("missed", presence.missed());
      }
      case ServerMessage.DescriptionFrom from -> description(from, json);
      case ServerMessage.CandidatesFrom from -> candidates(from, json);
      case ServerMessage.MediaFrom from -> {
        type(json, "media");
        text(json, "from", from.from());
        json.writeBooleanProperty("muted", from.media().muted());
        json.writeBooleanProperty("cameraOff", from.media().cameraOff());
      }
      case ServerMessage.TierFrom from -> {
        type(json, "tier");
        text(json, "from", from.from());
        text(json, "label", from.label());
        text(json, "tier", from.tier().wireName());
      }
      case ServerMessage.QualityFrom from -> quality(from, json);
      case ServerMessage.Knocking knocking -> {
        type(json, "knocking");
        WelcomeWriter.knocker(knocking, json);
      }
      case ServerMessage.KnockEnded ended -> {
        type(json, "knock-ended");
        text(json, "session", ended.session());
      }
      case ServerMessage.Ringing ringing -> {
        type(json, "ringing");
        text(json, "invitation", ringing.invitation());
        text(json, "name", ringing.name());
        text(json, "role", ringing.role().wireName());
        json.writeNumberProperty("expiresInSeconds", ringing.expiresInSeconds());
      }
      case ServerMessage.Invitation invitation -> {
        type(json, "invitation");
        text(json, "invitation", invitation.invitation());
        text(json, "outcome", invitation.outcome().wireName());
      }
    }
  }

  private static void problem(ServerMessage.Problem problem, JsonGenerator json) {
    type(json, "error");
    text(json, "code", problem.code().wireName());
    text(
        json,
        "retry",
        switch (problem.code().retry()) {
          case NEVER -> "never";
          case NOW -> "now";
          case LATER -> "later";
        });
    if (problem.retryAfterMs() != null) {
      json.writeNumberProperty("retryAfterMs", problem.retryAfterMs());
    }
    if (problem.expected() != null) {
      json.writeNumberProperty("expected", problem.expected());
    }
  }

  private static void statistics(ServerMessage.StatisticsFrom from, JsonGenerator json) {
    type(json, "statistics");
    text(json, "from", from.from());
    measure(json, "rttMs", from.statistics().rttMs());
    measure(json, "jitterMs", from.statistics().jitterMs());
    measure(json, "lossPercent", from.statistics().lossPercent());
    measure(json, "sendKbps", from.statistics().sendKbps());
    measure(json, "receiveKbps", from.statistics().receiveKbps());
  }

  private static void quality(ServerMessage.QualityFrom from, JsonGenerator json) {
    ClientMessage.Quality quality = from.quality();
    type(json, "quality");
    text(json, "from", from.from());
    text(json, "level", quality.level().wireName());
    text(json, "tier", quality.tier().wireName());
    measure(json, "rttMs", quality.rttMs());
    measure(json, "lossPercent", quality.lossPercent());
    text(json, "reason", quality.reason() == null ? null : quality.reason().wireName());
  }

  private static void description(ServerMessage.DescriptionFrom from, JsonGenerator json) {
    ClientMessage.Description description = from.description();
    type(json, "description");
    text(json, "from", from.from());
    text(json, "pc", description.pc());
    json.writeNumberProperty("negotiation", description.negotiation());
    json.writeObjectPropertyStart("description");
    text(json, "type", description.sdpType().wireName());
    text(json, "sdp", description.sdp());
    json.writeEndObject();
    json.writeArrayPropertyStart("tracks");
    for (TrackLabel track : description.tracks()) {
      json.writeStartObject();
      text(json, "mid", track.mid());
      text(json, "label", track.label());
      text(json, "priority", track.priority());
      json.writeBooleanProperty("processing", track.processing());
      json.writeEndObject();
    }
    json.writeEndArray();
    text(json, "proof", description.proof());
  }

  private static void candidates(ServerMessage.CandidatesFrom from, JsonGenerator json) {
    type(json, "candidates");
    text(json, "from", from.from());
    candidates(from.candidates(), json);
  }

  /** The members of a batch that {@link FrameReader#candidates} reads, but for {@code to}. */
  public static void candidates(ClientMessage.Candidates batch, JsonGenerator json) {
    text(json, "pc", batch.pc());
    json.writeNumberProperty("negotiation", batch.negotiation());
    json.writeArrayPropertyStart("candidates");
    for (IceCandidate candidate : batch.candidates()) {
      json.writeStartObject();
      text(json, "candidate", candidate.candidate());
      text(json, "sdpMid", candidate.sdpMid());
      if (candidate.sdpMLineIndex() != null) {
        json.writeNumberProperty("sdpMLineIndex", candidate.sdpMLineIndex());
      }
      text(json, "usernameFragment", candidate.usernameFragment());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void type(JsonGenerator json, String type) {
    json.writeStringProperty("type", type);
  }

  public static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void measure(JsonGenerator json, String name, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value)) {
      json.writeNumberProperty(name, value.longValue());
    } else {
      json.writeNumberProperty(name, value);
    }
  }
}
