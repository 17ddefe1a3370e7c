/** The resident index in PostgreSQL. */
@NullMarked
package care.chevet.fhir.resident.postgres;

import org.jspecify.annotations.NullMarked;
