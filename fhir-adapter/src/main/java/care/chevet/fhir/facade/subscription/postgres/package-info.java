/** Subscriptions kept in PostgreSQL. */
@NullMarked
package care.chevet.fhir.facade.subscription.postgres;

import org.jspecify.annotations.NullMarked;
