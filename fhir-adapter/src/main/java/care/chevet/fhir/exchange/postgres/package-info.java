/** The operators' view of exchanges in PostgreSQL. */
@NullMarked
package care.chevet.fhir.exchange.postgres;

import org.jspecify.annotations.NullMarked;
