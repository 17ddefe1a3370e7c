/** The Idempotency-Key header. */
@NullMarked
package care.chevet.idempotency.http;

import org.jspecify.annotations.NullMarked;
