package care.chevet.signaling.room;

import care.chevet.signaling.protocol.Tier;
import org.jspecify.annotations.Nullable;

/**
 * What the outside knows of a session.
 *
 * @param media whether it was told that media flowed
 * @param tier last tier it was told
 */
public record Told(boolean media, @Nullable Tier tier) {
  public static final Told NOTHING = new Told(false, null);

  Told mediaFlows(@Nullable Tier now) {
    return new Told(true, now == null ? tier : now);
  }

  Told tier(Tier now) {
    return new Told(media, now);
  }
}
