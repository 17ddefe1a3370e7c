package care.chevet.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Answers a search for slots. It reads what is taken for the first day, computes, and reads on only
 * for the physicians who have no free slot yet: most are done after one sweep. Then it looks for
 * the further slots of those it will show.
 */
public final class FindingSlots {

  public static final Duration RANGE_MAX = Duration.ofDays(31);

  private static final Duration FIRST_SWEEP = Duration.ofDays(1);
  private static final int SWEEP_GROWTH = 4;

  /** More than a consultation with its buffers reaches beyond the range it starts in. */
  private static final Duration MARGIN = Duration.ofHours(9);

  /** More than a local day does: a daily cap is counted on whole days. */
  private static final Duration MARGIN_FOR_CAPS = Duration.ofHours(28);

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
        .candidates(search.specialty(), search.territory(), search.resident(), search.physician())
        .zipWith(othersTaken)
        .flatMap(read ->
            new Sweep(search, now, read.getT1(), read.getT2(), 1)
                .from(search.range().start(), FIRST_SWEEP)
                .map(found -> ranked(search, found))
                .flatMap(best -> filledUp(search, now, best, read.getT2())));
  }

  /** The ranking needs everybody's first slot; only those who are shown need their others. */
  private Mono<List<Suggestion>> filledUp(
      SlotSearch search, Instant now, List<Suggestion> best, List<Interval> othersTaken) {
    if (best.isEmpty() || search.slotsMax() == 1) {
      return Mono.just(best);
    }
    List<Candidate> candidates = best.stream().map(Suggestion::candidate).toList();
    Instant first =
        best.stream()
            .map(each -> each.slots().getFirst().start())
            .sorted()
            .findFirst()
            .orElseThrow();
    return new Sweep(search, now, candidates, othersTaken, search.slotsMax())
        .from(first, FIRST_SWEEP)
        .map(found -> ranked(search, found));
  }

  private static List<Suggestion> ranked(SlotSearch search, Collection<Found> found) {
    return found.stream()
        .filter(each -> !each.slots.isEmpty())
        .map(each -> Suggestion.of(each.candidate, search.language(), each.slots))
        .sorted(Suggestion.RANK)
        .limit(search.physiciansMax())
        .toList();
  }

  /** A candidate with the slots found so far. */
  private record Found(Candidate candidate, List<Interval> slots) {}

  /** One search under way. */
  private final class Sweep {
    private final SlotSearch search;
    private final Instant now;
    private final List<Interval> othersTaken;
    private final Duration margin;
    private final int wanted;
    private final Map<UUID, Found> found = new HashMap<>();

    Sweep(
        SlotSearch search,
        Instant now,
        List<Candidate> candidates,
        List<Interval> othersTaken,
        int wanted) {
      this.wanted = wanted;
      this.search = search;
      this.now = now;
      this.othersTaken = othersTaken;
      this.margin =
          candidates.stream()
                  .anyMatch(each -> each.physician().availability().rules().dailyCap() > 0)
              ? MARGIN_FOR_CAPS
              : MARGIN;
      for (Candidate candidate : candidates) {
        found.put(candidate.physician().id(), new Found(candidate, new ArrayList<>()));
      }
    }

    Mono<Collection<Found>> from(Instant start, Duration length) {
      List<UUID> hungry =
          found.values().stream()
              .filter(each -> each.slots.size() < wanted)
              .map(each -> each.candidate.physician().id())
              .toList();
      if (hungry.isEmpty() || !start.isBefore(search.range().end())) {
        return Mono.just(found.values());
      }
      Instant end = start.plus(length);
      Interval range =
          new Interval(start, end.isBefore(search.range().end()) ? end : search.range().end());
      return taken
          .ofPhysicians(hungry, range.widened(margin, margin), now)
          .doOnNext(busy -> hungry.forEach(id -> fill(id, busy.getOrDefault(id, List.of()), range)))
          .then(Mono.defer(() -> from(range.end(), length.multipliedBy(SWEEP_GROWTH))));
    }

    private void fill(UUID physician, List<Interval> busy, Interval range) {
      Found so = found.get(physician);
      if (so == null) {
        return;
      }
      so.slots.addAll(
          FreeSlots.of(
              so.candidate.physician().availability(),
              new Commitments(busy, othersTaken),
              range,
              now,
              wanted - so.slots.size()));
    }
  }
}
