package care.chevet.signaling.room;

import care.chevet.signaling.protocol.Role;

/**
 * Who sits in a seat, as the ticket says, and with which page.
 *
 * @param trusted whether the ticket, or an earlier admission, lets the person in without knocking
 * @param admits may let others in
 */
public record Bearer(
    String person, String name, Role role, String instance, boolean trusted, boolean admits) {}
