/** Live changes as server-sent events. */
@NullMarked
package care.chevet.live.http;

import org.jspecify.annotations.NullMarked;
