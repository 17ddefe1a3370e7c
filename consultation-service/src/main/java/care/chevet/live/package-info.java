/** What changes under the eyes of a signed-in person. */
@NullMarked
package care.chevet.live;

import org.jspecify.annotations.NullMarked;
