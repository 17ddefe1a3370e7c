/** What is measured at the bedside. */
@NullMarked
package care.chevet.bedside;

import org.jspecify.annotations.NullMarked;
