/** The directory, kept in PostgreSQL. */
@NullMarked
package care.chevet.directory.postgres;

import org.jspecify.annotations.NullMarked;
