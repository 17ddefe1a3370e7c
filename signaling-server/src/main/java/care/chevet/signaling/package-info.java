/** The signaling server: brokers calls, never carries media, holds no patient data. */
@NullMarked
package care.chevet.signaling;

import org.jspecify.annotations.NullMarked;
