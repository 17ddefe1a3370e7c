package care.chevet.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.directory.Specialty;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a search that reads little answers is what reading everything would answer. */
final class FindingSlotsPropertyTest {

  private static final UUID RESIDENT = new UUID(0, 1);

  /** A search, and everybody whom it could answer with. */
  record Draw(SlotSearch search, Instant now, List<Candidate> candidates, Diaries diaries) {}

  /** Everybody's taken time, of which only what is asked for is told. */
  record Diaries(List<Candidate> candidates, Map<UUID, List<Interval>> busy, List<Interval> others)
      implements TakenTimes {

    @Override
    public Mono<List<Candidate>> candidates(SlotSearch search) {
      return Mono.just(candidates);
    }

    @Override
    public Mono<Map<UUID, List<Interval>>> ofPhysicians(Collection<Wanted> wanted, Instant now) {
      Map<UUID, List<Interval>> told = new HashMap<>();
      for (Wanted one : wanted) {
        told.put(
            one.physician(),
            busyOf(one.physician()).stream().filter(one.time()::overlaps).toList());
      }
      return Mono.just(told);
    }

    @Override
    public Mono<List<Interval>> ofOthers(Collection<UUID> resources, Interval range, Instant now) {
      return Mono.just(others.stream().filter(range::overlaps).toList());
    }

    List<Interval> busyOf(UUID physician) {
      return busy.getOrDefault(physician, List.of());
    }
  }

  @Property(tries = 600)
  void theAnswerIsTheOneThatReadingEverythingGives(@ForAll("draws") Draw draw) {
    var answer = new FindingSlots(draw.diaries, () -> draw.now).answering(draw.search).block();

    assertThat(answer).isEqualTo(byReadingEverything(draw));
  }

  private static List<Suggestion> byReadingEverything(Draw draw) {
    return draw.candidates.stream()
        .map(candidate ->
            new Suggestion(
                candidate,
                FreeSlots.of(
                    candidate.physician().availability(),
                    new Commitments(
                        draw.diaries.busyOf(candidate.physician().id()), draw.diaries.others),
                    draw.search.range(),
                    draw.now,
                    draw.search.slotsMax())))
        .filter(one -> !one.slots().isEmpty())
        .sorted(
            Comparator.<Suggestion, Boolean>comparing(one -> !one.knowsResident())
                .thenComparing(
                    one -> one.candidate().lastSeen(),
                    Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(one -> !one.speaksLanguage())
                .thenComparing(one -> one.slots().getFirst().start())
                .thenComparing(one -> one.candidate().physician().displayName())
                .thenComparing(one -> one.candidate().physician().id()))
        .limit(draw.search.physiciansMax())
        .toList();
  }

  @Provide
  Arbitrary<Draw> draws() {
    return DrawnAvailabilities.turns()
        .flatMap(turn ->
            Combinators.combine(
                    DrawnAvailabilities.around(turn).list().ofMinSize(1).ofMaxSize(5),
                    Arbitraries.integers().between(1, 60),
                    Arbitraries.integers().between(1, 4),
                    Arbitraries.integers().between(1, 9),
                    Arbitraries.integers().between(1, 30),
                    Arbitraries.randoms())
                .as((availabilities, physicians, shown, slots, days, random) -> {
                  Instant start = turn.date().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                  Interval range = new Interval(start, start.plus(Duration.ofDays(days)));
                  return draw(availabilities, physicians, shown, slots, range, random);
                }));
  }

  private static Draw draw(
      List<Availability> availabilities,
      int physicians,
      int shown,
      int slots,
      Interval range,
      Random random) {
    List<Candidate> candidates = new ArrayList<>();
    Map<UUID, List<Interval>> busy = new HashMap<>();
    for (int i = 0; i < physicians; i++) {
      UUID id = new UUID(2, i);
      @Nullable Instant lastSeen =
          random.nextInt(10) == 0 ? range.start().minusSeconds(random.nextInt(3)) : null;
      candidates.add(
          new Candidate(
              new BookablePhysician(
                  id,
                  "Dr " + random.nextInt(5),
                  Specialty.GERIATRICS,
                  availabilities.get(random.nextInt(availabilities.size())),
                  Set.of(),
                  1),
              random.nextInt(4) == 0,
              lastSeen,
              lastSeen == null ? 0 : 1));
      busy.put(id, diary(range, random, 1 + random.nextInt(600)));
    }
    Diaries diaries = new Diaries(candidates, busy, diary(range, random, 1500));
    SlotSearch search =
        new SlotSearch(Specialty.GERIATRICS, range, null, "fr", RESIDENT, null, shown, slots);
    return new Draw(search, range.start(), candidates, diaries);
  }

  /** Times that do not overlap, more or less apart. */
  private static List<Interval> diary(Interval range, Random random, int minutesApartMax) {
    List<Interval> taken = new ArrayList<>();
    Instant at = range.start().minus(Duration.ofDays(2));
    while (at.isBefore(range.end().plus(Duration.ofDays(2)))) {
      Instant start = at.plus(Duration.ofMinutes(random.nextInt(minutesApartMax)));
      at = start.plus(Duration.ofMinutes(5 + random.nextInt(300)));
      taken.add(new Interval(start, at));
    }
    return taken;
  }
}
