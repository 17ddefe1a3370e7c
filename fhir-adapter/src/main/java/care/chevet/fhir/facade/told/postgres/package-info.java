/** What has been told, read from PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.told.postgres;

import org.jspecify.annotations.NullMarked;
