/** Refusals and faults as RFC 9457 problem documents. */
@NullMarked
package care.chevet.problem.http;

import org.jspecify.annotations.NullMarked;
