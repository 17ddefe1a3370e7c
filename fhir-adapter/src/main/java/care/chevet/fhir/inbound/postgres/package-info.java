/** Imports in PostgreSQL. */
@NullMarked
package care.chevet.fhir.inbound.postgres;

import org.jspecify.annotations.NullMarked;
