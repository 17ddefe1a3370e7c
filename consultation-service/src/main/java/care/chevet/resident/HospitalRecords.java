package care.chevet.resident;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What hospitals say of residents, each hospital's record whole and as last received. */
public interface HospitalRecords {

  /**
   * Puts the hospital's record in place of its last; one received earlier than that changes
   * nothing.
   */
  Mono<Void> replace(UUID resident, UUID hospital, HospitalRecord record);

  /** By the hospital's FINESS number. */
  Flux<HospitalRecord> of(UUID resident);
}
