/** Refusals: expected answers that say no, with a stable code. */
@NullMarked
package care.chevet.problem;

import org.jspecify.annotations.NullMarked;
