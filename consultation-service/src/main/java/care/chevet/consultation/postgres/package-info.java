/** The consultation, in PostgreSQL. */
@NullMarked
package care.chevet.consultation.postgres;

import org.jspecify.annotations.NullMarked;
