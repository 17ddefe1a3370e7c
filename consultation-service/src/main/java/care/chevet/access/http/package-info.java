/** How a request becomes a person or a machine, and what it may reach. */
@NullMarked
package care.chevet.access.http;

import org.jspecify.annotations.NullMarked;
