package care.chevet.signaling.ticket;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The tickets that were used. */
public interface SpentTickets {
  /**
   * Spends a ticket; false if that was done before.
   *
   * @param goodFor how long the ticket could still be used
   */
  CompletionStage<Boolean> spend(String ticket, Duration goodFor);
}
