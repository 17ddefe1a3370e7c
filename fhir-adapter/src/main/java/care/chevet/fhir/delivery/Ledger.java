package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Answer.Held;
import care.chevet.fhir.mapping.Piece;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What each hospital holds of ours, resource by resource. */
public interface Ledger {

  /**
   * One line of the ledger.
   *
   * @param unknown whether something was sent whose answer never came
   * @param remote where the hospital keeps it, if it ever said
   * @param hash SHA-256 of the JSON that it holds
   * @param content SHA-256 of the content that it holds; absent when it may have changed it
   * @param sent the hashes of what was sent last
   * @param delivery the delivery that sent it last
   * @param overwrite whether a person has ruled that our form takes the place of theirs
   */
  record Line(
      String identifier,
      String resourceType,
      boolean unknown,
      Optional<Held> remote,
      Optional<String> hash,
      Optional<String> content,
      Optional<Hashes> sent,
      Instant asOf,
      OptionalLong delivery,
      boolean overwrite) {

    boolean holds(Piece piece) {
      return !unknown && hash.filter(piece.hash()::equals).isPresent();
    }
  }

  /** SHA-256 of a resource's JSON and of its content. */
  record Hashes(String json, String content) {

    static Hashes of(Piece piece) {
      return new Hashes(piece.hash(), piece.content());
    }
  }

  Map<String, Line> lines(String hospital, Collection<String> identifiers);

  /**
   * Lines of what a hospital holds, by type and identifier, after the place given; without those in
   * {@link #doubt doubt} that a queued delivery is about to read anew.
   */
  List<Line> heldAfter(String hospital, String resourceType, String identifier, int most);

  /** By place, such as {@code Patient/12}, our identifier of what the hospital keeps there. */
  Map<String, String> identifiersAt(String hospital, Collection<String> places);

  /** Notes, before anything is sent, that these may be at the hospital from now on. */
  void intend(String hospital, List<Piece> pieces, Instant asOf, long delivery);

  /** Notes what the hospital holds; without hashes, what that says is no longer known. */
  void held(String hospital, String identifier, Held remote, Optional<Hashes> hashes);

  /** One resource that the hospital has just taken: where it lies, and what it says. */
  record Taken(String identifier, Held remote, Hashes hashes) {}

  /** Notes everything that one answer of the hospital says it has taken. */
  void taken(String hospital, List<Taken> all);

  /** Notes that our form is to take the place of what the hospital holds. */
  void overwrite(String hospital, String identifier, Held remote);

  /** Doubts everything that a lane's deliveries sent: each is read anew before it is trusted. */
  void doubt(String hospital, String subject);

  /** Notes that the hospital, asked, holds nothing under this identifier. */
  void absent(String hospital, String identifier);
}
