/** Mail by SMTP. */
@NullMarked
package care.chevet.reminder.mail;

import org.jspecify.annotations.NullMarked;
