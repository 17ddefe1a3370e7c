/** What a process keeps in mind of the database for a short while. */
@NullMarked
package care.chevet.memory;

import org.jspecify.annotations.NullMarked;
