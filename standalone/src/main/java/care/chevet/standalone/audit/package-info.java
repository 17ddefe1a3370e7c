/** Asking a running system whether its audit trail holds. */
@NullMarked
package care.chevet.standalone.audit;

import org.jspecify.annotations.NullMarked;
