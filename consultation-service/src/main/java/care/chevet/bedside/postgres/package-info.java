/** Vital signs, in PostgreSQL. */
@NullMarked
package care.chevet.bedside.postgres;

import org.jspecify.annotations.NullMarked;
