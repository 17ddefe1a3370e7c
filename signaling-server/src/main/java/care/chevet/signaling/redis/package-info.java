/** Rooms in Redis or Valkey, by scripts that do all of a step or nothing. */
@NullMarked
package care.chevet.signaling.redis;

import org.jspecify.annotations.NullMarked;
