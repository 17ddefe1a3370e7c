package care.chevet.signaling.protocol;

import care.chevet.signaling.protocol.ClientMessage.Numbered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of what clients send: bytes to a frame, never an exception. */
public final class FrameReader {
  /** What the server takes off a message before it passes the rest on. */
  private static final Set<String> ENVELOPE = Set.of("type", "id", "seq", "ack", "to");

  private FrameReader() {}

  public static ClientFrame read(byte[] bytes) {
    Map<String, Object> members;
    Spans spans = new Spans(bytes);
    try {
      members = Json.object(bytes, spans);
    } catch (Json.Unreadable _) {
      return new ClientFrame.Unreadable();
    }
    Fields fields = new Fields(members);
    String id = null;
    long seq = ClientFrame.ABSENT;
    long ack = ClientFrame.ABSENT;
    String type;
    try {
      type = fields.text("type");
      id = fields.optionalText("id");
      seq = fields.optionalNumber("seq");
      ack = fields.optionalNumber("ack");
      if (id != null) {
        InvalidMessage.requireId(id, "id");
      }
    } catch (InvalidMessage _) {
      // Without a type, or with an envelope of wrong kinds, no reply could be matched to it.
      return new ClientFrame.Unreadable();
    }
    try {
      ClientMessage message = message(type, fields, spans);
      fields.nothingElse();
      InvalidMessage.require(message instanceof Numbered == (seq != ClientFrame.ABSENT), "seq");
      return new ClientFrame.Understood(id, seq, ack, message);
    } catch (InvalidMessage invalid) {
      return new ClientFrame.Refused(id, seq, ack, invalid.code());
    }
  }

  private static ClientMessage message(String type, Fields fields, Spans spans) {
    return switch (type) {
      case "hello" -> hello(fields);
      case "ack" -> new ClientMessage.Ack();
      case "ping" -> new ClientMessage.Ping();
      case "ice" -> new ClientMessage.Ice();
      case "description" -> description(fields, spans);
      case "candidates" -> candidates(fields).writtenAs(spans.without(ENVELOPE));
      case "media" ->
          new ClientMessage.Media(new MediaState(fields.flag("muted"), fields.flag("cameraOff")));
      case "tier" ->
          new ClientMessage.RequestedTier(
              fields.text("to"), fields.text("label"), fields.word(Tier.class, "tier"));
      case "media-connected" ->
          new ClientMessage.MediaConnected(
              fields.text("with"), fields.optionalWord(Tier.class, "tier"));
      case "quality" -> quality(fields);
      case "statistics" -> statistics(fields);
      case "admit" -> new ClientMessage.Admit(fields.text("session"));
      case "refuse" -> new ClientMessage.Refuse(fields.text("session"));
      case "invite" ->
          new ClientMessage.Invite(
              fields.text("invitation"), fields.text("person"), fields.number("ttlSeconds"));
      case "accept" -> new ClientMessage.Accept(fields.text("invitation"));
      case "decline" -> new ClientMessage.Decline(fields.text("invitation"));
      case "cancel" -> new ClientMessage.Cancel(fields.text("invitation"));
      case "leave" -> new ClientMessage.Leave(fields.word(LeaveReason.class, "reason"));
      case "hang-up" -> new ClientMessage.HangUp();
      default -> throw new InvalidMessage(ErrorCode.UNKNOWN_TYPE, "type");
    };
  }

  private static ClientMessage hello(Fields fields) {
    if (!fields.has("resume")) {
      return new ClientMessage.Hello(
          fields.text("ticket"),
          fields.text("instance"),
          fields.optionalText("reentry"),
          fields.flagOr("standby", false));
    }
    Fields claim = fields.object("resume");
    ClientMessage.Resume resume =
        new ClientMessage.Resume(
            claim.text("room"),
            claim.text("session"),
            claim.text("secret"),
            claim.text("epoch"),
            claim.number("offset"),
            claim.number("seq"),
            claim.number("attempt"),
            fields.text("instance"));
    claim.nothingElse();
    return resume;
  }

  private static ClientMessage description(Fields fields, Spans spans) {
    Fields description = fields.object("description");
    boolean hasTracks = fields.has("tracks");
    @Nullable String written = spans.without(ENVELOPE);
    List<TrackLabel> tracks =
        hasTracks ? fields.objects("tracks").stream().map(FrameReader::track).toList() : List.of();
    ClientMessage.Description message =
        new ClientMessage.Description(
            fields.text("to"),
            fields.text("pc"),
            fields.number("negotiation"),
            description.word(SdpType.class, "type"),
            description.text("sdp"),
            tracks,
            fields.optionalText("proof"),
            written == null || hasTracks ? written : written + ",\"tracks\":[]");
    description.nothingElse();
    return message;
  }

  private static TrackLabel track(Fields fields) {
    TrackLabel track =
        new TrackLabel(
            fields.text("mid"),
            fields.text("label"),
            fields.text("priority"),
            fields.flag("processing"));
    fields.nothingElse();
    return track;
  }

  /** A batch without its envelope, to be written anew. */
  public static ClientMessage.Candidates candidates(Fields fields) {
    return new ClientMessage.Candidates(
        fields.text("to"),
        fields.text("pc"),
        fields.number("negotiation"),
        fields.objects("candidates").stream().map(FrameReader::candidate).toList(),
        null);
  }

  private static IceCandidate candidate(Fields fields) {
    long line = fields.optionalNumber("sdpMLineIndex");
    InvalidMessage.require(line < 256, "sdpMLineIndex");
    @Nullable Integer sdpMLineIndex = line == ClientFrame.ABSENT ? null : (int) line;
    IceCandidate candidate =
        new IceCandidate(
            fields.text("candidate"),
            fields.optionalText("sdpMid"),
            sdpMLineIndex,
            fields.optionalText("usernameFragment"));
    fields.nothingElse();
    return candidate;
  }

  private static ClientMessage quality(Fields fields) {
    return new ClientMessage.Quality(
        fields.word(Level.class, "level"),
        fields.word(Tier.class, "tier"),
        fields.measure("rttMs"),
        fields.measure("lossPercent"),
        fields.optionalWord(QualityReason.class, "reason"));
  }

  private static ClientMessage statistics(Fields fields) {
    return new ClientMessage.Statistics(
        fields.text("to"),
        fields.measure("rttMs"),
        fields.measure("jitterMs"),
        fields.measure("lossPercent"),
        fields.measure("sendKbps"),
        fields.measure("receiveKbps"));
  }
}
