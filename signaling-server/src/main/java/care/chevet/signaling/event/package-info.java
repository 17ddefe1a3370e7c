/** Room events on their way to consultation-service. */
@NullMarked
package care.chevet.signaling.event;

import org.jspecify.annotations.NullMarked;
