package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.Piece;
import java.util.Optional;

/** One piece on its way: an update where {@code known} says the hospital holds it, else new. */
public record Outgoing(Piece piece, Optional<Answer.Held> known) {}
