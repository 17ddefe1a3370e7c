/** Bulk exports kept in PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.bulk.postgres;

import org.jspecify.annotations.NullMarked;
