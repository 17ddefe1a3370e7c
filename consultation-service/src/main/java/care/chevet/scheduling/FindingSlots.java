package care.chevet.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Answers a search for slots, and reads no more than the answer needs: the rules alone tell how
 * soon each physician could be free at best, and what is taken is read for those who could still be
 * among the first, a few more and a longer stretch each time.
 */
public final class FindingSlots {

  public static final Duration RANGE_MAX = Duration.ofDays(31);

  /** Beyond those wanted, how many are read at first: some of those wanted turn out to be taken. */
  private static final int AHEAD_FIRST = 12;

  private static final int AHEAD_GROWTH = 4;

  /** More than a consultation with its buffers reaches beyond the range it starts in. */
  private static final Duration MARGIN = Duration.ofHours(9);

  /** Beyond these no calendar is asked for, and PostgreSQL's timestamps come to an end. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final TakenTimes taken;
  private final InstantSource clock;

  public FindingSlots(TakenTimes taken, InstantSource clock) {
    this.taken = taken;
    this.clock = clock;
  }

  /** Whether a range is one that an answer can cover. */
  public static boolean mayAsk(Instant from, Instant to) {
    return from.isAfter(EARLIEST)
        && to.isBefore(LATEST)
        && from.isBefore(to)
        && Duration.between(from, to).compareTo(RANGE_MAX) <= 0;
  }

  /** Physicians with their first free slots, best first. */
  public Mono<List<Suggestion>> answering(SlotSearch search) {
    Instant now = clock.instant();
    Set<UUID> others = search.resident() == null ? Set.of() : Set.of(search.resident());
    Mono<List<Interval>> othersTaken =
        others.isEmpty()
            ? Mono.just(List.of())
            : taken.ofOthers(others, search.range().widened(MARGIN, MARGIN), now);
    return taken
        .candidates(search)
        .zipWith(othersTaken)
        .flatMap(read -> {
          var prospects = Prospects.of(search, now, read.getT1(), read.getT2());
          return settled(prospects, search.physiciansMax() + AHEAD_FIRST, now)
              .then(Mono.defer(() -> filled(prospects, now)))
              .then(Mono.fromSupplier(prospects::suggestions));
        });
  }

  /** Reads until the best are certain: nobody who has not been looked at could come before them. */
  private Mono<Void> settled(Prospects prospects, int ahead, Instant now) {
    List<Prospect> open = prospects.open(ahead);
    return open.isEmpty()
        ? Mono.empty()
        : look(open, now).then(Mono.defer(() -> settled(prospects, ahead * AHEAD_GROWTH, now)));
  }

  /** Reads on for those who will be shown and have fewer slots than are wanted. */
  private Mono<Void> filled(Prospects prospects, Instant now) {
    List<Prospect> hungry = prospects.hungry();
    return hungry.isEmpty()
        ? Mono.empty()
        : look(hungry, now).then(Mono.defer(() -> filled(prospects, now)));
  }

  private Mono<Void> look(List<Prospect> prospects, Instant now) {
    return taken
        .ofPhysicians(prospects.stream().map(Prospect::next).toList(), now)
        .doOnNext(busy ->
            prospects.forEach(each -> each.look(busy.getOrDefault(each.physician(), List.of()))))
        .then();
  }
}
