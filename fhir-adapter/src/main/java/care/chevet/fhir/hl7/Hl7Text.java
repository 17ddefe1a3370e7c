package care.chevet.fhir.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Pattern;

/** The text of messages: charset, escapes, the few fields that an answer needs. */
final class Hl7Text {

  private static final int CHARSET_FIELD = 17;
  private static final int CONTROL_ID_FIELD = 9;

  private Hl7Text() {}

  /** Decodes strictly: a byte that the charset does not know would change somebody's name. */
  static String decode(byte[] message, Charset otherwise) throws CharacterCodingException {
    return charset(message, otherwise)
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(message))
        .toString();
  }

  private static Charset charset(byte[] message, Charset otherwise)
      throws CharacterCodingException {
    var header = new String(message, StandardCharsets.ISO_8859_1).split("[\r\n]", 2)[0];
    var named = field(header, CHARSET_FIELD).split("~", 2)[0];
    try {
      return switch (named) {
        case "" -> otherwise;
        case "ASCII" -> StandardCharsets.US_ASCII;
        case "8859/1" -> StandardCharsets.ISO_8859_1;
        case "8859/15" -> Charset.forName("ISO-8859-15");
        case "UNICODE UTF-8", "UNICODE" -> StandardCharsets.UTF_8;
        default -> Charset.forName(named);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new CharacterCodingException();
    }
  }

  /** MSH-10 of a message, even of one that cannot be read further. */
  static String controlId(byte[] message) {
    var header = new String(message, StandardCharsets.ISO_8859_1).split("[\r\n]", 2)[0];
    return field(header, CONTROL_ID_FIELD);
  }

  private static String field(String header, int index) {
    if (!header.startsWith("MSH") || header.length() < 4) {
      return "";
    }
    var fields = List.of(header.split(Pattern.quote(header.substring(3, 4)), -1));
    return index < fields.size() ? fields.get(index) : "";
  }

  /** A value with the separators written as escapes: HL7 v2.5 §2.7. */
  static String escaped(String value) {
    var text = new StringBuilder();
    for (var index = 0; index < value.length(); index++) {
      var character = value.charAt(index);
      switch (character) {
        case '\\' -> text.append("\\E\\");
        case '|' -> text.append("\\F\\");
        case '^' -> text.append("\\S\\");
        case '&' -> text.append("\\T\\");
        case '~' -> text.append("\\R\\");
        case '\r', '\n' -> text.append(' ');
        default -> text.append(character);
      }
    }
    return text.toString();
  }
}
