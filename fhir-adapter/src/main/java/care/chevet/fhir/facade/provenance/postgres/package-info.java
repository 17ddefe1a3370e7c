/** Origins read from PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.provenance.postgres;

import org.jspecify.annotations.NullMarked;
