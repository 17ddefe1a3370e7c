/** Idempotency keys and transactions, in PostgreSQL. */
@NullMarked
package care.chevet.idempotency.postgres;

import org.jspecify.annotations.NullMarked;
