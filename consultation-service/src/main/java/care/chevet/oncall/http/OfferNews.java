package care.chevet.oncall.http;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.feed.Nudges;
import care.chevet.feed.Nudges.Nudge;
import care.chevet.live.PersonalNews;
import care.chevet.oncall.Offers;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rings a physician's open pages: the offer that stands when a page opens, and each new one. */
@Component
final class OfferNews implements PersonalNews {
  private static final String OFFER = "offer";

  /** What a page needs to ring; the rest it asks for. */
  record Ring(UUID consultation, Instant expiresAt) {}

  private final Offers offers;
  private final Nudges nudges;

  OfferNews(Offers offers, Nudges nudges) {
    this.offers = offers;
    this.nudges = nudges;
  }

  @Override
  public String event() {
    return OFFER;
  }

  @Override
  public Mono<Flux<Object>> begin(Actor actor) {
    return Mono.just(actor.is(Role.PHYSICIAN) ? rings(actor.person()) : Flux.never());
  }

  private Flux<Object> rings(UUID physician) {
    return Flux.merge(nudges.to(physician, OFFER), Flux.just(Nudge.LOOK_ANYWAY))
        .concatMap(_ -> offers.before(physician), 1)
        .<Object>map(offer -> new Ring(offer.consultation(), offer.expiresAt()))
        .distinctUntilChanged();
  }
}
