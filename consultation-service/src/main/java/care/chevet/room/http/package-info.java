/** Tickets and room events, over HTTP. */
@NullMarked
package care.chevet.room.http;

import org.jspecify.annotations.NullMarked;
