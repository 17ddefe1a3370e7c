/** Expertise, kept in PostgreSQL. */
@NullMarked
package care.chevet.expertise.postgres;

import org.jspecify.annotations.NullMarked;
