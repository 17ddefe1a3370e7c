/** A physician outside the circle of care opens a record in an emergency, and everybody is told. */
@NullMarked
package care.chevet.breakglass;

import org.jspecify.annotations.NullMarked;
