/** Where a signed report has arrived. */
@NullMarked
package care.chevet.delivery;

import org.jspecify.annotations.NullMarked;
