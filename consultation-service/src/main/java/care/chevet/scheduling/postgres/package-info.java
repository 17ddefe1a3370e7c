/** Availability, bookings and reservations in PostgreSQL. */
@NullMarked
package care.chevet.scheduling.postgres;

import org.jspecify.annotations.NullMarked;
