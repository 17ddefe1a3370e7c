/** Who broke the glass, kept in PostgreSQL. */
@NullMarked
package care.chevet.breakglass.postgres;

import org.jspecify.annotations.NullMarked;
