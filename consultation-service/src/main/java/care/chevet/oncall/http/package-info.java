/** The queue of waiting requests, over HTTP. */
@NullMarked
package care.chevet.oncall.http;

import org.jspecify.annotations.NullMarked;
