/**
 * What people see and decide of the exchanges with hospitals, asked of the program that runs them.
 */
@NullMarked
package care.chevet.exchange.http;

import org.jspecify.annotations.NullMarked;
