/** Vital signs, as JSON. */
@NullMarked
package care.chevet.bedside.http;

import org.jspecify.annotations.NullMarked;
