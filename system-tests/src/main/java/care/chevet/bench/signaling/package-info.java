/** The signaling server measured beside a bare relay and its peers, one client for all. */
@NullMarked
package care.chevet.bench.signaling;

import org.jspecify.annotations.NullMarked;
