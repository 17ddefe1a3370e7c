/** Export and erasure over HTTP. */
@NullMarked
package care.chevet.privacy.http;

import org.jspecify.annotations.NullMarked;
