package care.chevet.audit;

import java.time.Instant;

/**
 * The chain up to a position, signed.
 *
 * @param jws in compact form (RFC 7515), signed with ES256
 */
public record Checkpoint(long position, Instant at, String jws) {}
