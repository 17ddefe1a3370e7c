/** The report, in PostgreSQL. */
@NullMarked
package care.chevet.report.postgres;

import org.jspecify.annotations.NullMarked;
