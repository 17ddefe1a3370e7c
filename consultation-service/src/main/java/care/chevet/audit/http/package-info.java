/** The audit trail over HTTP: whether it holds, and what is in it. */
@NullMarked
package care.chevet.audit.http;

import org.jspecify.annotations.NullMarked;
