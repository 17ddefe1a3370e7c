/** Rooms as values: a state and an input give a new state and effects. */
@NullMarked
package care.chevet.signaling.room;

import org.jspecify.annotations.NullMarked;
