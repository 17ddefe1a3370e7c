package care.chevet.signaling.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A participant as another one sees it.
 *
 * @param polite whether the reader is the polite one towards this participant; null in {@code self}
 */
public record Participant(
    String session,
    String person,
    String name,
    Role role,
    String instance,
    boolean admits,
    boolean online,
    MediaState media,
    @Nullable Boolean polite) {}
