/** Sockets: the only package that knows Netty. */
@NullMarked
package care.chevet.signaling.connection;

import org.jspecify.annotations.NullMarked;
