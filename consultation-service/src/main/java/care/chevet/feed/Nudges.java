package care.chevet.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Words to one person's open pages, in every replica, that something of her own has changed. They
 * carry no news themselves: whoever hears one looks.
 */
public interface Nudges {

  /** The channel on which a commit nudges; the payload is {@code kind:person}. */
  String CHANNEL = "chevet_people";

  /**
   * One word.
   *
   * @param kind {@code offer}, {@code notification}; null when any may have been missed
   * @param person whom it concerns; null when it may be anybody
   */
  record Nudge(@Nullable String kind, @Nullable UUID person) {
    public static final Nudge LOOK_ANYWAY = new Nudge(null, null);

    boolean concerns(String wanted, UUID who) {
      return (kind == null || kind.equals(wanted)) && (person == null || person.equals(who));
    }
  }

  Flux<Nudge> nudges();

  /** Those of a kind that concern one person; the newest stands for those before it. */
  default Flux<Nudge> to(UUID person, String kind) {
    return nudges().filter(nudge -> nudge.concerns(kind, person)).onBackpressureLatest();
  }
}
