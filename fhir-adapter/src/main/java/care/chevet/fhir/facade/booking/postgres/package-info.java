/** Offered times in PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.booking.postgres;

import org.jspecify.annotations.NullMarked;
