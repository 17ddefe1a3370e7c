/** The audit trail, kept in PostgreSQL. */
@NullMarked
package care.chevet.audit.postgres;

import org.jspecify.annotations.NullMarked;
