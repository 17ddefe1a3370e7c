/** Accesses kept in PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.access.postgres;

import org.jspecify.annotations.NullMarked;
