/** Lanes, deliveries and ledger in PostgreSQL. */
@NullMarked
package care.chevet.fhir.delivery.postgres;

import org.jspecify.annotations.NullMarked;
