package care.chevet.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of the audit trail as it is kept. */
public record KeptEntry(
    long id,
    Instant at,
    String who,
    String role,
    String what,
    String subjectKind,
    UUID subject,
    @Nullable UUID resident,
    @Nullable UUID because,
    @Nullable String from) {

  private static final String FORM = "chevet-audit-1";

  /**
   * The content that is hashed: each field by its length in bytes of UTF-8, a colon and itself, a
   * missing one as a hyphen, joined by commas. The database writes the same when it seals.
   */
  String canonical() {
    return Arrays.asList(
            FORM,
            Long.toString(id),
            Long.toString(micros(at)),
            who,
            role,
            what,
            subjectKind,
            subject.toString(),
            text(resident),
            text(because),
            from)
        .stream()
        .map(KeptEntry::measured)
        .collect(Collectors.joining(","));
  }

  /** Microseconds since 1970, as exact as the database keeps them. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static String measured(@Nullable String field) {
    return field == null ? "-" : field.getBytes(StandardCharsets.UTF_8).length + ":" + field;
  }
}
