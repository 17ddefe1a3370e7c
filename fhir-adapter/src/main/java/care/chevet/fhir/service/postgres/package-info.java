/** Persisted calls in PostgreSQL. */
@NullMarked
package care.chevet.fhir.service.postgres;

import org.jspecify.annotations.NullMarked;
