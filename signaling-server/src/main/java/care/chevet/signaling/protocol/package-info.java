/** The messages of docs/signaling-protocol.md, one record each, and their JSON. */
@NullMarked
package care.chevet.signaling.protocol;

import org.jspecify.annotations.NullMarked;
