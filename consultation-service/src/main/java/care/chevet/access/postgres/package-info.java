/** The circle of care and web sessions, kept in PostgreSQL. */
@NullMarked
package care.chevet.access.postgres;

import org.jspecify.annotations.NullMarked;
