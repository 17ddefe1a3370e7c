/** Deliveries to hospitals: lanes, leases, ledger, retries. */
@NullMarked
package care.chevet.fhir.delivery;

import org.jspecify.annotations.NullMarked;
