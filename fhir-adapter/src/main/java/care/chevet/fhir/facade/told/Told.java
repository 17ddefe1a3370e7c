package care.chevet.fhir.facade.told;

import care.chevet.fhir.delivery.FileKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The consultations and expertises of which hospitals have been told, or are about to be. */
public interface Told {

  /** An opinion is signed once. */
  int OPINION_VERSION = 1;

  /**
   * A consultation as of one of its signed reports, or of its latest news; an expertise as of its
   * opinion.
   *
   * @param file id of the consultation or the expertise
   * @param snapshot as the event carried it, JSON
   */
  record Account(FileKind kind, String file, String resident, String snapshot, Instant at) {}

  /** The latest account of each consultation of one resident, newest first. */
  List<Account> latest(String hospital, String resident, int most);

  /** The account of each signed report and opinion of one resident, newest first. */
  List<Account> signed(String hospital, String resident, int most);

  /** The account of one version of one report, or of one opinion. */
  Optional<Account> signedVersion(String hospital, String file, int version);
}
