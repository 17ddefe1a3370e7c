package care.chevet.fhir.facade.document;

import java.util.Optional;
import java.util.regex.Pattern;

/** The id under which one version of a report of ours stands at the façade. */
public record ReportId(String consultation, int version) {

  private static final Pattern WRITTEN = Pattern.compile("r-([0-9a-f-]{36})-([0-9]{1,6})");

  /** Empty for an id that is a hospital's own. */
  public static Optional<ReportId> of(String id) {
    var written = WRITTEN.matcher(id);
    return written.matches()
        ? Optional.of(new ReportId(written.group(1), Integer.parseInt(written.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "r-" + consultation + "-" + version;
  }
}
