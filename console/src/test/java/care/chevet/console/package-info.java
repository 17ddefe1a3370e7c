/** The pages, tried in a real browser against an interface held in memory. */
@NullMarked
package care.chevet.console;

import org.jspecify.annotations.NullMarked;
