/** Presence, offers and waits, in PostgreSQL and by its clock. */
@NullMarked
package care.chevet.oncall.postgres;

import org.jspecify.annotations.NullMarked;
