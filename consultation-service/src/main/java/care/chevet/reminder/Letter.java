package care.chevet.reminder;

/**
 * A mail ready to be sent.
 *
 * @param messageId the same each time that it is sent, so that a mailbox can tell a second copy
 * @param calendar an iCalendar object (RFC 5545), and the method that it is sent by
 */
public record Letter(
    String messageId, String to, String subject, String text, String calendar, String method) {}
