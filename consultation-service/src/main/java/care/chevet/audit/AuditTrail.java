package care.chevet.audit;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The trail of who saw or changed what; it only grows. Written in the caller's transaction, if
 * there is one. Where an entry does not say where the caller was, the {@link Origin} of the
 * reactive context does.
 */
public interface AuditTrail {
  Mono<Void> append(AuditEntry entry);

  /** The same for many at once. */
  Mono<Void> append(List<AuditEntry> entries);
}
