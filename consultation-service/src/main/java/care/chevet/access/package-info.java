/** Who may see and do what: the one place that decides. */
@NullMarked
package care.chevet.access;

import org.jspecify.annotations.NullMarked;
