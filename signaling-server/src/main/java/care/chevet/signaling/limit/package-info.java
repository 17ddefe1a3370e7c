/** Bounds on how fast anybody may act. */
@NullMarked
package care.chevet.signaling.limit;

import org.jspecify.annotations.NullMarked;
