/** Writes that happen once and whole, however often they are sent. */
@NullMarked
package care.chevet.idempotency;

import org.jspecify.annotations.NullMarked;
