/** Scheduling over HTTP. */
@NullMarked
package care.chevet.scheduling.http;

import org.jspecify.annotations.NullMarked;
