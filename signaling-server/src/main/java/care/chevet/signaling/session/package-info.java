/**
 * Sessions that outlive sockets: mailboxes, resume secrets, and the keeper that applies a room's
 * effects.
 */
@NullMarked
package care.chevet.signaling.session;

import org.jspecify.annotations.NullMarked;
