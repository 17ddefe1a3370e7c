/** The feed over HTTP, for machines. */
@NullMarked
package care.chevet.feed.http;

import org.jspecify.annotations.NullMarked;
