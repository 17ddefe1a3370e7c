/** Notifications and reminders, in PostgreSQL and by its clock. */
@NullMarked
package care.chevet.reminder.postgres;

import org.jspecify.annotations.NullMarked;
