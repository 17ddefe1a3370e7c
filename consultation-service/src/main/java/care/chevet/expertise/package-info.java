/** Questions that an expert answers in writing, later. */
@NullMarked
package care.chevet.expertise;

import org.jspecify.annotations.NullMarked;
