/** Who saw or changed what, why, when and from where. */
@NullMarked
package care.chevet.audit;

import org.jspecify.annotations.NullMarked;
