/**
 * What people are told of bookings and consultations: in the console, by mail, in their calendars.
 */
@NullMarked
package care.chevet.reminder;

import org.jspecify.annotations.NullMarked;
