package care.chevet.consultation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * What lies in the files of consultations besides the vitals: reports, where they arrived, how the
 * session went, prescriptions, guests.
 */
public interface Papers {

  /** The latest version of each report, draft or signed. */
  Mono<Map<UUID, ReportOnFile>> reports(Collection<UUID> consultations);

  /** Where the latest signed version of each report has arrived, or could not. */
  Mono<Map<UUID, List<DeliveryOnFile>>> deliveries(Collection<UUID> consultations);

  /** How the sessions that have begun went, or go. */
  Mono<Map<UUID, SessionLog>> sessions(Collection<UUID> consultations);

  /** The latest version of each prescription, draft or signed. */
  Mono<Map<UUID, PrescriptionOnFile>> prescriptions(Collection<UUID> consultations);

  /** In the order in which they were asked. */
  Mono<Map<UUID, List<GuestOnFile>>> guests(Collection<UUID> consultations);
}
