package care.chevet.attachment.http;

import care.chevet.attachment.AttachmentLimits;
import care.chevet.attachment.Checksum;
import care.chevet.attachment.Upload;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The headers of the protocol for resumable uploads, tus 1.0.0. */
final class TusHeaders {
  static final String VERSION = "1.0.0";
  static final String RESUMABLE = "Tus-Resumable";
  static final String SUPPORTED_VERSIONS = "Tus-Version";
  static final String OFFSET = "Upload-Offset";
  static final String LENGTH = "Upload-Length";
  static final String METADATA = "Upload-Metadata";
  static final String EXPIRES = "Upload-Expires";
  static final String CHECKSUM = "Upload-Checksum";
  static final String PORTION_TYPE = "application/offset+octet-stream";
  private static final String EXTENSIONS =
      "creation,creation-with-upload,termination,checksum,expiration";

  private TusHeaders() {}

  /** What this server can do, as an answer to OPTIONS. */
  static void describe(HttpHeaders headers) {
    headers.set(RESUMABLE, VERSION);
    headers.set(SUPPORTED_VERSIONS, VERSION);
    headers.set("Tus-Extension", EXTENSIONS);
    headers.set("Tus-Max-Size", String.valueOf(AttachmentLimits.FILE_BYTES_MAX));
    headers.set("Tus-Checksum-Algorithm", Checksum.ALGORITHMS);
  }

  static void expiry(HttpHeaders headers, Upload upload) {
    var at = upload.expiresAt().atOffset(ZoneOffset.UTC);
    headers.set(EXPIRES, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).format(at));
  }

  /** A whole number of bytes; anything else is refused under that code. */
  static Outcome<Long> bytes(HttpHeaders headers, String name, String code) {
    var value = headers.getFirst(name);
    // Eighteen digits fit a long.
    return value != null && value.matches("[0-9]{1,18}")
        ? Outcome.done(Long.parseLong(value))
        : Outcome.refused(Refusal.malformed(code));
  }

  /** The length of a new file, within its bounds. */
  static Outcome<Integer> fileLength(HttpHeaders headers) {
    return bytes(headers, LENGTH, "upload_length_missing")
        .then(length -> {
          if (length == 0) {
            return Outcome.refused(Refusal.invalid("attachment_empty"));
          }
          return length <= AttachmentLimits.FILE_BYTES_MAX
              ? Outcome.done(length.intValue())
              : Outcome.refused(tooLarge());
        });
  }

  private static Refusal tooLarge() {
    return new Refusal(
        "attachment_too_large",
        Refusal.Kind.TOO_LARGE,
        List.of(String.valueOf(AttachmentLimits.FILE_BYTES_MAX)));
  }

  /** Pairs of a key and a value in Base64, separated by commas. */
  static Outcome<Map<String, String>> metadata(@Nullable String header) {
    var malformed =
        Outcome.<Map<String, String>>refused(Refusal.malformed("upload_metadata_malformed"));
    if (header == null || header.length() > AttachmentLimits.METADATA_CHARACTERS_MAX) {
      return malformed;
    }
    var values = new LinkedHashMap<String, String>();
    for (var pair : header.split(",", -1)) {
      var words = pair.strip().split(" ", -1);
      if (words.length > 2 || words[0].isEmpty()) {
        return malformed;
      }
      try {
        var bytes = words.length == 1 ? new byte[0] : Base64.getDecoder().decode(words[1]);
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (values.put(words[0].toLowerCase(Locale.ROOT), text) != null) {
          return malformed;
        }
      } catch (IllegalArgumentException | CharacterCodingException _) {
        return malformed;
      }
    }
    return Outcome.done(values);
  }
}
