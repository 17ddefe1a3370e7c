/** Kept searches in PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.paging.postgres;

import org.jspecify.annotations.NullMarked;
