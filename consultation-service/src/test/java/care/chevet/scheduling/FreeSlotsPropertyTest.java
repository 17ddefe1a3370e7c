package care.chevet.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Random weeks, departures and appointments, around the days on which clocks are put about. */
final class FreeSlotsPropertyTest {

  private static final Duration GRAIN = Duration.ofMinutes(5);

  /** All that a run draws. */
  record Draw(Availability availability, Commitments taken, Interval range, Instant now) {

    List<Interval> slots() {
      return FreeSlots.of(availability, taken, range, now, Integer.MAX_VALUE);
    }
  }

  @Property(tries = 2000)
  void noSlotLeavesTheOpenHours(@ForAll("draws") Draw draw) {
    for (Interval slot : draw.slots()) {
      for (Instant at = slot.start(); at.isBefore(slot.end()); at = at.plus(GRAIN)) {
        assertThat(DrawnAvailabilities.isOpen(draw.availability(), at))
            .as("%s inside %s", at, slot)
            .isTrue();
      }
      assertThat(DrawnAvailabilities.isOpen(draw.availability(), slot.end().minusNanos(1)))
          .isTrue();
    }
  }

  @Property(tries = 2000)
  void noSlotOverlapsAnotherOrWhatIsTaken(@ForAll("draws") Draw draw) {
    SlotRules rules = draw.availability().rules();
    @Nullable Interval previous = null;
    for (Interval slot : draw.slots()) {
      Interval footprint = rules.footprint(slot);
      assertThat(draw.taken().physician()).noneMatch(footprint::overlaps);
      assertThat(draw.taken().others()).noneMatch(slot::overlaps);
      if (previous != null) {
        assertThat(previous.end()).isBeforeOrEqualTo(slot.start());
      }
      previous = slot;
    }
  }

  @Property(tries = 2000)
  void noSlotStartsInAMissingHourOrOutsideTheRangeOrTooSoon(@ForAll("draws") Draw draw) {
    ZoneId zone = draw.availability().zone();
    Instant earliest = draw.now().plus(draw.availability().rules().leadTime());
    for (Interval slot : draw.slots()) {
      LocalDateTime shown = LocalDateTime.ofInstant(slot.start(), zone);
      assertThat(zone.getRules().getValidOffsets(shown)).isNotEmpty();
      assertThat(slot.length()).isEqualTo(draw.availability().rules().length());
      assertThat(slot.start()).isAfterOrEqualTo(draw.range().start()).isBefore(draw.range().end());
      assertThat(slot.start()).isAfterOrEqualTo(earliest);
    }
  }

  @Property(tries = 1000)
  void everySlotIsOfferedAndNoOtherStartIs(@ForAll("draws") Draw draw) {
    Availability availability = draw.availability();
    for (Interval slot : draw.slots()) {
      assertThat(FreeSlots.offered(availability, slot, draw.now())).isTrue();
      Interval late = Interval.starting(slot.start().plusSeconds(1), slot.length());
      assertThat(FreeSlots.offered(availability, late, draw.now())).isFalse();
    }
  }

  @Property(tries = 1000)
  void everyWholeSlotOfOpenHoursIsOffered(@ForAll("draws") Draw draw) {
    Availability availability = draw.availability();
    SlotRules rules = availability.rules();
    Instant earliest = draw.now().plus(rules.leadTime());
    List<Interval> everything =
        FreeSlots.of(availability, Commitments.NONE, draw.range(), draw.now(), Integer.MAX_VALUE);
    Instant at = draw.range().start();
    while (at.isBefore(draw.range().end().minus(Duration.ofDays(1)))) {
      Interval wanted = Interval.starting(at, rules.step().plus(rules.length()));
      boolean opensHere =
          DrawnAvailabilities.isOpen(availability, at)
              && !DrawnAvailabilities.isOpen(availability, at.minusNanos(1));
      if (opensHere && !at.isBefore(earliest) && openThroughout(availability, wanted)) {
        assertThat(everything).contains(Interval.starting(at, rules.length()));
      }
      at = at.plus(GRAIN);
    }
  }

  @Property(tries = 1000)
  void noDayGoesOverItsCap(@ForAll("draws") Draw draw) {
    int cap = draw.availability().rules().dailyCap();
    if (cap == 0) {
      return;
    }
    ZoneId zone = draw.availability().zone();
    for (Interval slot : draw.slots()) {
      Instant taken = draw.availability().rules().footprint(slot).start();
      LocalDate day = LocalDate.ofInstant(taken, zone);
      assertThat(draw.taken().physician())
          .filteredOn(busy -> LocalDate.ofInstant(busy.start(), zone).equals(day))
          .hasSizeLessThan(cap);
    }
  }

  private static boolean openThroughout(Availability availability, Interval wanted) {
    LocalDate day = LocalDate.ofInstant(wanted.start(), availability.zone());
    for (Instant at = wanted.start(); at.isBefore(wanted.end()); at = at.plus(GRAIN)) {
      if (!DrawnAvailabilities.isOpen(availability, at)
          || !LocalDate.ofInstant(at, availability.zone()).equals(day)) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<Draw> draws() {
    return DrawnAvailabilities.turns().flatMap(FreeSlotsPropertyTest::drawsAround);
  }

  private static Arbitrary<Draw> drawsAround(DrawnAvailabilities.Turn turn) {
    Instant noon = turn.date().atTime(12, 0).toInstant(ZoneOffset.UTC);
    Arbitrary<Instant> instants =
        Arbitraries.integers()
            .between(-800, 800)
            .map(grains -> noon.plus(GRAIN.multipliedBy(grains)));
    Arbitrary<List<Interval>> apart =
        busy(instants).list().ofMaxSize(12).map(FreeSlotsPropertyTest::apart);
    return Combinators.combine(
            DrawnAvailabilities.around(turn),
            apart,
            busy(instants).list().ofMaxSize(6),
            instants,
            instants)
        .as((availability, physician, others, from, now) ->
            new Draw(
                availability,
                new Commitments(physician, others),
                new Interval(from, from.plus(Duration.ofDays(4))),
                now.minus(Duration.ofDays(1))));
  }

  private static Arbitrary<Interval> busy(Arbitrary<Instant> instants) {
    return Combinators.combine(instants, Arbitraries.integers().between(1, 24))
        .as((start, grains) -> Interval.starting(start, GRAIN.multipliedBy(grains)));
  }

  private static List<Interval> apart(List<Interval> drawn) {
    java.util.ArrayList<Interval> kept = new java.util.ArrayList<>();
    drawn.stream()
        .sorted(Comparator.comparing(Interval::start))
        .forEach(next -> {
          if (kept.isEmpty() || !kept.getLast().overlaps(next)) {
            kept.add(next);
          }
        });
    return kept;
  }
}
