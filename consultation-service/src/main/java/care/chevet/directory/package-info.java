/** The people, care homes, hospitals and territories that Chevet serves. */
@NullMarked
package care.chevet.directory;

import org.jspecify.annotations.NullMarked;
