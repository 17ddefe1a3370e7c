/** The whole of Chevet on one machine: what {@code ./chevet up} runs. */
@NullMarked
package care.chevet.standalone;

import org.jspecify.annotations.NullMarked;
