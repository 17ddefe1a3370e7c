package care.chevet.delivery;

import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What recipients have said of reports. */
public interface Deliveries {

  /** Whether that version of the report is signed, and so can have arrived anywhere. */
  Mono<Boolean> isSigned(UUID consultation, int reportVersion);

  /** Whether that version of the report is the last one signed. */
  Mono<Boolean> isCurrent(UUID consultation, int reportVersion);

  /**
   * Keeps what the hospital says, over what it said before; an arrival is never taken back. Answers
   * whether that was news.
   */
  Mono<Boolean> record(Delivery delivery);

  /** The hospitals where that version has arrived. */
  Mono<Set<UUID>> arrivedAt(UUID consultation, int reportVersion);
}
