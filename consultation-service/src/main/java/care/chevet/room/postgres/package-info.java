/** Room events, in PostgreSQL. */
@NullMarked
package care.chevet.room.postgres;

import org.jspecify.annotations.NullMarked;
