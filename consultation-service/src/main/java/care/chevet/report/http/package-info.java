/** The report, over HTTP. */
@NullMarked
package care.chevet.report.http;

import org.jspecify.annotations.NullMarked;
