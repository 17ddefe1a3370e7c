/** What operators see of the exchanges with hospitals. */
@NullMarked
package care.chevet.fhir.exchange;

import org.jspecify.annotations.NullMarked;
