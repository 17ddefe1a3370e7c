/** Residents and hospital records, kept in PostgreSQL. */
@NullMarked
package care.chevet.resident.postgres;

import org.jspecify.annotations.NullMarked;
