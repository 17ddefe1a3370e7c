package care.chevet.fhir.hl7;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer to a message: code, control id of what it answers, words.
 *
 * <p>Source: HL7 v2.5 §2.9.2, table 0008.
 */
record Acknowledgement(Code code, String answers, String words) {

  /** How it went. */
  enum Code {
    /** Taken. */
    AA,
    /** Read, but not to be taken. */
    AE,
    /** Not readable. */
    AR
  }

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final int WORDS_CHARACTERS_MAX = 200;

  String text(Instant at) {
    var said =
        words.length() > WORDS_CHARACTERS_MAX ? words.substring(0, WORDS_CHARACTERS_MAX) : words;
    return "MSH|^~\\&|CHEVET|||"
        + "|"
        + TIME.format(at)
        + "||ACK|"
        + UUID.randomUUID()
        + "|P|2.5||||||UNICODE UTF-8\rMSA|"
        + code
        + "|"
        + Hl7Text.escaped(answers)
        + "|"
        + Hl7Text.escaped(said)
        + "\r";
  }

  /** The answer in a message, if it is one; commit codes count as their application ones. */
  static Optional<Acknowledgement> parse(String text) {
    for (var segment : text.split("[\r\n]+", -1)) {
      var fields = segment.split("\\|", -1);
      if (fields[0].equals("MSA") && fields.length > 2) {
        var code =
            switch (fields[1]) {
              case "AA", "CA" -> Code.AA;
              case "AE", "CE" -> Code.AE;
              default -> Code.AR;
            };
        return Optional.of(
            new Acknowledgement(code, fields[2], fields.length > 3 ? fields[3] : ""));
      }
    }
    return Optional.empty();
  }
}
