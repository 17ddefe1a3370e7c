/**
 * Who saw or changed what, why, when and from where; and whether that is still as it was written.
 */
@NullMarked
package care.chevet.audit;

import org.jspecify.annotations.NullMarked;
