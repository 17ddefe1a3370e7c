package care.chevet.audit;

import reactor.core.publisher.Mono;

/**
 * The trail of who saw or changed what; it only grows. Written in the caller's transaction, if
 * there is one.
 */
public interface AuditTrail {
  Mono<Void> append(AuditEntry entry);
}
