/** Where the data of one person are found, and erased. */
@NullMarked
package care.chevet.privacy.postgres;

import org.jspecify.annotations.NullMarked;
