/** The room where a consultation is held: tickets to enter it, and what happens in it. */
@NullMarked
package care.chevet.room;

import org.jspecify.annotations.NullMarked;
