package care.chevet.scheduling;

import java.util.UUID;

/**
 * The idempotency key a booking is asked under.
 *
 * @param requestSha256 in hexadecimal; tells one request from another with the same key
 */
public record Claim(UUID key, String requestSha256) {}
