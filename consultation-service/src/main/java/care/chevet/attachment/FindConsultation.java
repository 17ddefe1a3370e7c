package care.chevet.attachment;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Asks for the consultation that a file belongs to; empty if there is none. */
public interface FindConsultation {
  Mono<ConsultationOnRecord> byId(UUID id);
}
