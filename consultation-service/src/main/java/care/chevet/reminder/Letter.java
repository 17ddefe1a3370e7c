package care.chevet.reminder;

import java.util.Optional;

/**
 * A mail ready to be sent.
 *
 * @param messageId the same each time that it is sent, so that a mailbox can tell a second copy
 */
public record Letter(
    String messageId, String to, String subject, String text, Optional<Calendar> calendar) {

  /** An iCalendar object (RFC 5545), and the method that it is sent by. */
  public record Calendar(String text, String method) {}
}
