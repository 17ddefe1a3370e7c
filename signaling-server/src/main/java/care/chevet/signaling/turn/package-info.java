/** Time-limited credentials for the relay. */
@NullMarked
package care.chevet.signaling.turn;

import org.jspecify.annotations.NullMarked;
