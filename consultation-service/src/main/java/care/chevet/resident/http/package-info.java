/** Residents and hospital records over HTTP. */
@NullMarked
package care.chevet.resident.http;

import org.jspecify.annotations.NullMarked;
