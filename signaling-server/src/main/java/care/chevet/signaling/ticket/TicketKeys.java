package care.chevet.signaling.ticket;

import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The public keys that sign tickets, by key id. */
public interface TicketKeys {
  /**
   * The key of this id, looked for at its issuer if it is not known yet. Fails if the issuer could
   * not be asked.
   */
  CompletableFuture<Optional<PublicKey>> key(String id);
}
