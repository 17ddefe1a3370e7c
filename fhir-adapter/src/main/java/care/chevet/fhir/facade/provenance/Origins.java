package care.chevet.fhir.facade.provenance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where each version of a resource came from, or went to. */
public interface Origins {

  /** The name of an import or an export. */
  record Id(boolean imported, long number) {

    private static final Pattern WRITTEN = Pattern.compile("([ie])([0-9]{1,18})");

    /** A word that names none names one that never was. */
    static Id of(String text) {
      var written = WRITTEN.matcher(text);
      return written.matches()
          ? new Id(written.group(1).equals("i"), Long.parseLong(written.group(2)))
          : new Id(true, -1);
    }

    @Override
    public String toString() {
      return (imported ? "i" : "e") + number;
    }
  }

  /**
   * One import or one export.
   *
   * @param place {@code Type/id}: here if imported, at the hospital if exported
   * @param identifier our business identifier of what was exported
   * @param sha256 of the body received, or of the resource sent
   * @param source number of the body received, or of the delivery
   */
  record Origin(
      Id id,
      String place,
      Optional<String> version,
      Optional<String> identifier,
      Instant at,
      String sha256,
      String activity,
      Optional<String> source) {}

  /**
   * What a hospital looks for; what is absent holds for everything.
   *
   * @param target {@code Type/id}
   * @param version of the target
   */
  record Search(
      String hospital,
      Optional<Id> id,
      Optional<String> target,
      Optional<String> version,
      Optional<Instant> since,
      Optional<Instant> until) {}

  /** Where a page ended. */
  record Place(Instant at, boolean imported, long number) {}

  int count(Search search);

  /** By time, those after a place, less the first {@code skipped}. */
  List<Origin> page(Search search, Optional<Place> after, int skipped, int most);
}
