/** Who waits for a physician now, and in what order. */
@NullMarked
package care.chevet.oncall;

import org.jspecify.annotations.NullMarked;
