/** What the signed-in person asks about herself. */
@NullMarked
package care.chevet.directory.http;

import org.jspecify.annotations.NullMarked;
