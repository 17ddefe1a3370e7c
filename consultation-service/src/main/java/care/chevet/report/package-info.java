/** The physician's report: written, signed, rendered, never changed. */
@NullMarked
package care.chevet.report;

import org.jspecify.annotations.NullMarked;
