package care.chevet.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A candidate of one search: her free slots as far as has been looked, and when the next one could
 * begin if nothing more were taken.
 */
final class Prospect {

  /**
   * Continuity first: who knows the resident, most lately; then who speaks the language; then who
   * is free soonest, or could be.
   */
  static final Comparator<Prospect> RANK = Prospect::rank;

  private static final Duration FIRST_LOOK = Duration.ofDays(2);
  private static final int LOOK_GROWTH = 4;

  /** More than a local day lasts: a daily cap is counted on whole days. */
  private static final Duration MARGIN_FOR_CAPS = Duration.ofHours(28);

  private final Candidate candidate;
  private final SlotSearch search;
  private final Instant now;
  private final List<Interval> othersTaken;
  private final List<Interval> slots = new ArrayList<>();
  private Duration look = FIRST_LOOK;

  /** Where the next look begins: the next slot by the rules alone; null beyond the last. */
  private @Nullable Instant open;

  Prospect(Candidate candidate, SlotSearch search, Instant now, List<Interval> othersTaken) {
    this.candidate = candidate;
    this.search = search;
    this.now = now;
    this.othersTaken = othersTaken;
    this.open = nextByTheRules(search.range().start());
  }

  private static int rank(Prospect one, Prospect other) {
    int order = byAcquaintance(one.candidate.lastSeen(), other.candidate.lastSeen());
    if (order == 0) {
      order = Boolean.compare(other.candidate.speaksLanguage(), one.candidate.speaksLanguage());
    }
    if (order == 0) {
      order = one.first().compareTo(other.first());
    }
    if (order == 0) {
      BookablePhysician physician = one.candidate.physician();
      order = physician.displayName().compareTo(other.candidate.physician().displayName());
    }
    return order == 0 ? one.physician().compareTo(other.physician()) : order;
  }

  private static int byAcquaintance(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    return other.compareTo(one);
  }

  UUID physician() {
    return candidate.physician().id();
  }

  /** Whether it is certain when she is free first. */
  boolean isSettled() {
    return !slots.isEmpty();
  }

  /** Whether she has no free slot in the range. */
  boolean isHopeless() {
    return slots.isEmpty() && open == null;
  }

  boolean isHungry() {
    return slots.size() < search.slotsMax() && open != null;
  }

  /** When she is free first, or could be at best. */
  private Instant first() {
    return slots.isEmpty() ? openSlot() : slots.getFirst().start();
  }

  /** The time of hers that must be known for the next look. */
  TakenTimes.Wanted next() {
    SlotRules rules = candidate.physician().availability().rules();
    Duration margin = rules.dailyCap() > 0 ? MARGIN_FOR_CAPS : rules.step();
    return new TakenTimes.Wanted(physician(), window().widened(margin, margin));
  }

  /** Looks for slots, knowing what is taken of the time that {@link #next} asked for. */
  void look(List<Interval> busy) {
    Interval window = window();
    slots.addAll(
        FreeSlots.of(
            candidate.physician().availability(),
            new Commitments(busy, othersTaken),
            window,
            now,
            search.slotsMax() - slots.size()));
    look = look.multipliedBy(LOOK_GROWTH);
    open = nextByTheRules(window.end());
  }

  Suggestion suggestion() {
    return new Suggestion(candidate, List.copyOf(slots));
  }

  private Interval window() {
    Instant end = openSlot().plus(look);
    return new Interval(
        openSlot(), end.isBefore(search.range().end()) ? end : search.range().end());
  }

  private Instant openSlot() {
    if (open == null) {
      throw new IllegalStateException("the range has been looked through");
    }
    return open;
  }

  private @Nullable Instant nextByTheRules(Instant from) {
    if (!from.isBefore(search.range().end())) {
      return null;
    }
    List<Interval> next =
        FreeSlots.of(
            candidate.physician().availability(),
            Commitments.NONE,
            new Interval(from, search.range().end()),
            now,
            1);
    return next.isEmpty() ? null : next.getFirst().start();
  }
}
