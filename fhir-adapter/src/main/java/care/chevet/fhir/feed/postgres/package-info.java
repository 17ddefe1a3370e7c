/** The feed's cursor in PostgreSQL. */
@NullMarked
package care.chevet.fhir.feed.postgres;

import org.jspecify.annotations.NullMarked;
