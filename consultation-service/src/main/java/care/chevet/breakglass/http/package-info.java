/** Breaking the glass over HTTP. */
@NullMarked
package care.chevet.breakglass.http;

import org.jspecify.annotations.NullMarked;
