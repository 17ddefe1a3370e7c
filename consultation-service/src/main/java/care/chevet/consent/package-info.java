/** The resident's agreement to be seen at a distance. */
@NullMarked
package care.chevet.consent;

import org.jspecify.annotations.NullMarked;
