package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Answer.Held;
import care.chevet.fhir.mapping.Piece;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each hospital holds of ours, resource by resource. */
public interface Ledger {

  /**
   * One line of the ledger.
   *
   * @param unknown whether something was sent whose answer never came
   * @param remote where the hospital keeps it, if it ever said
   * @param hash SHA-256 of the canonical form that it holds
   * @param sentHash SHA-256 of the canonical form sent last
   */
  record Line(
      String identifier,
      String resourceType,
      boolean unknown,
      Optional<Held> remote,
      Optional<String> hash,
      Optional<String> sentHash,
      Instant asOf) {

    boolean holds(Piece piece) {
      return !unknown && hash.filter(piece.hash()::equals).isPresent();
    }
  }

  Map<String, Line> lines(String hospital, Collection<String> identifiers);

  /** Notes, before anything is sent, that these may be at the hospital from now on. */
  void intend(String hospital, List<Piece> pieces, Instant asOf);

  /** Notes what the hospital holds, by its own answer. */
  void held(String hospital, String identifier, Held remote, Optional<String> hash);

  /** Notes that the hospital, asked, holds nothing under this identifier. */
  void absent(String hospital, String identifier);
}
