package care.chevet.attachment;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What whoever sends a file says of it.
 *
 * @param device what took it, in free words, such as the name of a tablet or a stethoscope
 */
public record Description(
    AttachmentKind kind,
    FileName fileName,
    Format format,
    @Nullable BodySite bodySite,
    @Nullable String device,
    @Nullable Instant takenAt) {

  private static final Set<String> FIELDS =
      Set.of("kind", "filename", "filetype", "bodysite", "device", "takenat");

  /**
   * Reads the description out of the metadata of an upload: {@code kind}, {@code filename} and
   * {@code filetype} are required; {@code bodysite} (a code of {@link BodySite}), {@code device}
   * and {@code takenat} (ISO 8601 with its offset) are not.
   */
  public static Outcome<Description> from(Map<String, String> metadata, Instant now) {
    for (var name : metadata.keySet()) {
      if (!FIELDS.contains(name)) {
        return Outcome.refused(
            Refusal.malformedField("unknown_field", name.replaceAll("[^\\w-]", "?")));
      }
    }
    var kind = AttachmentKind.of(metadata.getOrDefault("kind", ""));
    if (kind.isEmpty()) {
      return invalid("kind");
    }
    if (metadata.getOrDefault("filename", "").isBlank()) {
      return invalid("filename");
    }
    var format = Format.ofMediaType(metadata.getOrDefault("filetype", ""));
    if (format.isEmpty() || !kind.get().mayBe(format.get())) {
      return Outcome.refused(Refusal.invalid("attachment_format_not_taken", kind.get().code()));
    }
    var bodySite = BodySite.of(metadata.getOrDefault("bodysite", ""));
    if (bodySite.isEmpty() && metadata.containsKey("bodysite")) {
      return invalid("bodysite");
    }
    var device = metadata.get("device");
    if (device != null && !deviceIsPlain(device)) {
      return invalid("device");
    }
    var fileName = FileName.from(metadata.getOrDefault("filename", ""), format.get());
    return takenAt(metadata.get("takenat"), now)
        .map(taken ->
            new Description(
                kind.get(), fileName, format.get(), bodySite.orElse(null), device, taken.at()));
  }

  private record Taken(@Nullable Instant at) {}

  private static Outcome<Taken> takenAt(@Nullable String written, Instant now) {
    if (written == null) {
      return Outcome.done(new Taken(null));
    }
    try {
      var at = OffsetDateTime.parse(written).toInstant();
      // A tablet's clock may run a little ahead of ours.
      return at.isAfter(now.plusSeconds(300)) ? invalid("takenat") : Outcome.done(new Taken(at));
    } catch (DateTimeParseException _) {
      return invalid("takenat");
    }
  }

  private static boolean deviceIsPlain(String device) {
    return !device.isBlank()
        && device.length() <= AttachmentLimits.DEVICE_CHARACTERS_MAX
        && device.codePoints().noneMatch(Character::isISOControl);
  }

  private static <T> Outcome<T> invalid(String field) {
    return Outcome.refused(Refusal.invalid("attachment_metadata_invalid", field));
  }
}
