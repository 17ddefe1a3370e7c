/** The feed, kept in PostgreSQL, and the wake-ups that NOTIFY sends. */
@NullMarked
package care.chevet.feed.postgres;

import org.jspecify.annotations.NullMarked;
