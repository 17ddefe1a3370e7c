package care.chevet.fhir.facade.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The times that hospitals were offered, where every replica finds them. */
public interface Offers {

  /** Keeps what one answer offers to one hospital, and forgets what has expired. */
  void keep(String hospital, List<Offer> offers, Instant now, Instant until);

  /** An offer to this hospital; empty when there is none, or no longer. */
  Optional<Offer> byId(String hospital, UUID id, Instant now);

  /** Keeps an offer for longer, because something has come of it. */
  void taken(UUID id, Instant until);
}
