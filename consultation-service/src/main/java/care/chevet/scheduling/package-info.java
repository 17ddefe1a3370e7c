/**
 * Appointments between a resident at the bedside and a physician far away: when a physician can be
 * booked, which slots are free, and the reservations that keep every resource from being promised
 * twice.
 */
@NullMarked
package care.chevet.scheduling;

import org.jspecify.annotations.NullMarked;
