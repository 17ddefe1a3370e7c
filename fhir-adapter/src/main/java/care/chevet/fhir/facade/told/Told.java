package care.chevet.fhir.facade.told;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The consultations of which hospitals have been told, or are about to be. */
public interface Told {

  /**
   * A consultation as of one of its signed reports, or of its latest news.
   *
   * @param snapshot as the event carried it, JSON
   */
  record Account(String consultation, String resident, String snapshot, Instant at) {}

  /** The latest account of each consultation of one resident, newest first. */
  List<Account> latest(String hospital, String resident, int most);

  /** The account of each signed report of one resident, newest first. */
  List<Account> reported(String hospital, String resident, int most);

  /** The account of one version of one report. */
  Optional<Account> report(String hospital, String consultation, int version);
}
