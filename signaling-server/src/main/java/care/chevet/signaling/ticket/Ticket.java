package care.chevet.signaling.ticket;

import care.chevet.signaling.protocol.Role;

/**
 * What a join ticket says: this person may enter this room in this role.
 *
 * @param admitted enters the call at once; otherwise knocks
 * @param admits may let others in
 */
public record Ticket(
    String id,
    String room,
    String person,
    String name,
    Role role,
    boolean admitted,
    boolean admits) {
  static final int NAME_CHARS_MAX = 200;

  public Ticket {
    requireShort(id);
    requireShort(room);
    requireShort(person);
    if (name.isBlank() || name.length() > NAME_CHARS_MAX) {
      throw new IllegalArgumentException("name");
    }
  }

  private static void requireShort(String text) {
    if (text.isBlank() || text.length() > 64) {
      throw new IllegalArgumentException("identifier");
    }
  }
}
