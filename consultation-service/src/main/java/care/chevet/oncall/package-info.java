/** Who waits for a physician now and in what order, who can answer, and who is being rung. */
@NullMarked
package care.chevet.oncall;

import org.jspecify.annotations.NullMarked;
