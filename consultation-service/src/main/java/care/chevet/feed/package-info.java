/** The events committed with the state they tell of, read by cursor. */
@NullMarked
package care.chevet.feed;

import org.jspecify.annotations.NullMarked;
