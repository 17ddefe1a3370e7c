/** Several nodes: which of them keeps a room, and where a room is written down. */
@NullMarked
package care.chevet.signaling.cluster;

import org.jspecify.annotations.NullMarked;
