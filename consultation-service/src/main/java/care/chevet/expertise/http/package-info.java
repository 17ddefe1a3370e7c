/** Expertise, over HTTP. */
@NullMarked
package care.chevet.expertise.http;

import org.jspecify.annotations.NullMarked;
