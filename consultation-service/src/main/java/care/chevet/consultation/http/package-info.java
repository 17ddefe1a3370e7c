/** The consultation, over HTTP. */
@NullMarked
package care.chevet.consultation.http;

import org.jspecify.annotations.NullMarked;
