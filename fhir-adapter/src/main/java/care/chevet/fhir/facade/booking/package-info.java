/** Hospitals find, hold, book and call off times for their patients: IHE Scheduling. */
@NullMarked
package care.chevet.fhir.facade.booking;

import org.jspecify.annotations.NullMarked;
