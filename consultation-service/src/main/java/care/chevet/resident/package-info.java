/** Residents: who they are, and what hospitals say of their health. */
@NullMarked
package care.chevet.resident;

import org.jspecify.annotations.NullMarked;
