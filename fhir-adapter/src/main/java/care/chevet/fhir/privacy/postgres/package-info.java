/** The data of one resident in PostgreSQL. */
@NullMarked
package care.chevet.fhir.privacy.postgres;

import org.jspecify.annotations.NullMarked;
