/** The addresses, accounts and processes of a running system, as a file and as a table. */
@NullMarked
package care.chevet.standalone.endpoints;

import org.jspecify.annotations.NullMarked;
