package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.Piece;
import java.util.Optional;

/**
 * One piece on its way: an update where {@code known} says the hospital holds it, else new.
 *
 * @param json what is sent: the piece's own JSON, or that laid over the hospital's changes
 */
public record Outgoing(Piece piece, Optional<Answer.Held> known, String json) {

  public Outgoing(Piece piece, Optional<Answer.Held> known) {
    this(piece, known, piece.json());
  }
}
