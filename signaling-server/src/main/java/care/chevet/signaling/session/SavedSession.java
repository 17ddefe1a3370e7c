package care.chevet.signaling.session;

import care.chevet.signaling.protocol.Fields;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.Json;
import care.chevet.signaling.session.Letter.Negotiated;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * A session as it is written down: one field for itself, and one for each letter in its mailbox,
 * whose first line says what it is and whose rest goes to the socket as it is.
 */
final class SavedSession {
  private static final String SESSION = "s:";
  private static final String LETTER = "l:";
  private static final byte LINE_END = '\n';

  private SavedSession() {}

  static String field(String session) {
    return SESSION + session;
  }

  static String field(String session, String epoch, Letter letter) {
    return LETTER + session + ":" + epoch + ":" + letter.offset();
  }

  static byte[] write(Session session) {
    Mailbox.Standing box = session.mailbox.standing();
    ResumeSecret.Hashes hashes = session.secret.hashes();
    return SavedRoom.json(json -> {
      json.writeNumberProperty("generation", session.generation);
      json.writeNumberProperty("attempt", session.attempt);
      json.writeNumberProperty("handled", session.handledSeq);
      FrameWriter.text(json, "secret", hashes.current());
      FrameWriter.text(json, "before", hashes.previous());
      FrameWriter.text(json, "epoch", box.epoch());
      json.writeNumberProperty("offset", box.lastOffset());
      json.writeNumberProperty("acknowledged", box.acknowledged());
      json.writeBooleanProperty("lost", box.lost());
    });
  }

  static byte[] write(Letter letter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(letter.body().length + 128);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("at", letter.atMillis());
      FrameWriter.text(json, "key", letter.latestWinsKey());
      Negotiated negotiated = letter.negotiated();
      if (negotiated != null) {
        FrameWriter.text(json, "from", negotiated.from());
        FrameWriter.text(json, "pc", negotiated.pc());
        json.writeBooleanProperty("description", negotiated.description());
        FrameWriter.text(json, "fragments", String.join("\n", negotiated.fragments()));
      }
      json.writeEndObject();
    }
    bytes.write(LINE_END);
    bytes.writeBytes(letter.body());
    return bytes.toByteArray();
  }

  static boolean isSession(String field) {
    return field.startsWith(SESSION);
  }

  /** The session of this field, with the letters that it has among all the fields. */
  static Session read(String field, Map<String, byte[]> content, KeptRoom room, long nowMillis) {
    String id = field.substring(SESSION.length());
    Fields fields = SavedRoom.fields(content, field);
    String epoch = fields.text("epoch");
    Mailbox mailbox =
        new Mailbox(
            new Mailbox.Standing(
                epoch, fields.number("offset"), fields.number("acknowledged"), fields.flag("lost")),
            letters(content, LETTER + id + ":" + epoch + ":"));
    ResumeSecret secret =
        new ResumeSecret(
            new ResumeSecret.Hashes(fields.text("secret"), fields.optionalText("before")));
    Session session = new Session(id, room, mailbox, secret, nowMillis);
    session.generation = fields.number("generation");
    session.attempt = fields.number("attempt");
    session.handledSeq = fields.number("handled");
    return session;
  }

  private static List<Letter> letters(Map<String, byte[]> content, String prefix) {
    return content.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry ->
            letter(Long.parseLong(entry.getKey().substring(prefix.length())), entry.getValue()))
        .sorted(Comparator.comparingLong(Letter::offset))
        .toList();
  }

  private static Letter letter(long offset, byte[] written) {
    int end = 0;
    while (written[end] != LINE_END) {
      end++;
    }
    Fields head = new Fields(Json.object(Arrays.copyOf(written, end)));
    byte[] body = Arrays.copyOfRange(written, end + 1, written.length);
    return new Letter(offset, head.number("at"), body, head.optionalText("key"), negotiated(head));
  }

  private static @Nullable Negotiated negotiated(Fields head) {
    String from = head.optionalText("from");
    if (from == null) {
      return null;
    }
    String fragments = head.text("fragments");
    Set<String> set =
        fragments.isEmpty() ? Set.of() : new HashSet<>(List.of(fragments.split("\n", -1)));
    return new Negotiated(from, head.text("pc"), set, head.flag("description"));
  }
}
