package care.chevet.fhir.facade.document;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id under which a signed document of ours stands at the façade.
 *
 * @param file the consultation, or the expertise
 * @param version of the report; an opinion has one
 */
public record DocumentId(String file, int version) {

  private static final Pattern WRITTEN = Pattern.compile("r-([0-9a-f-]{36})-([0-9]{1,6})");

  /** Empty for an id that is a hospital's own. */
  public static Optional<DocumentId> of(String id) {
    var written = WRITTEN.matcher(id);
    return written.matches()
        ? Optional.of(new DocumentId(written.group(1), Integer.parseInt(written.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "r-" + file + "-" + version;
  }
}
