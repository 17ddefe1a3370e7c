/** Notifications, reminders and calendar files over HTTP. */
@NullMarked
package care.chevet.reminder.http;

import org.jspecify.annotations.NullMarked;
