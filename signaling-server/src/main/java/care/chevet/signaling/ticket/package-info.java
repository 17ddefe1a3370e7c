/** Join tickets and re-entry claims: who may enter which room. */
@NullMarked
package care.chevet.signaling.ticket;

import org.jspecify.annotations.NullMarked;
