/** What every question to PostgreSQL needs. */
@NullMarked
package care.chevet.postgres;

import org.jspecify.annotations.NullMarked;
