package care.chevet.feed;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Words to people's open pages, in every replica, that something of their own has changed. They
 * carry no news themselves: whoever hears one looks.
 */
public interface Nudges {

  /** The channel on which a commit nudges; the payload is {@code kind:whom}. */
  String CHANNEL = "chevet_people";

  /**
   * One word.
   *
   * @param kind {@code offer}, {@code notification}; null when any may have been missed
   * @param whom a person, or a care home whose nurses it concerns; null when it may be anybody
   */
  record Nudge(@Nullable String kind, @Nullable UUID whom) {
    public static final Nudge LOOK_ANYWAY = new Nudge(null, null);

    boolean concerns(String wanted, Collection<UUID> ears) {
      return (kind == null || kind.equals(wanted)) && (whom == null || ears.contains(whom));
    }
  }

  Flux<Nudge> nudges();

  /** Those of a kind that concern one person; the newest stands for those before it. */
  default Flux<Nudge> to(UUID person, String kind) {
    return toAny(Set.of(person), kind);
  }

  /** The same of a person and the care homes she works at. */
  default Flux<Nudge> toAny(Collection<UUID> ears, String kind) {
    return nudges().filter(nudge -> nudge.concerns(kind, ears)).onBackpressureLatest();
  }
}
