package care.chevet.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The candidates of one search, ranked by what is known of them so far. */
final class Prospects {

  private final SlotSearch search;
  private final List<Prospect> ranked;

  private Prospects(SlotSearch search, List<Prospect> ranked) {
    this.search = search;
    this.ranked = ranked;
  }

  static Prospects of(
      SlotSearch search, Instant now, List<Candidate> candidates, List<Interval> othersTaken) {
    List<Interval> joined = new Commitments(List.of(), othersTaken).others();
    List<Prospect> all = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      all.add(new Prospect(candidate, search, now, joined));
    }
    return new Prospects(search, all);
  }

  /**
   * Those to look at next so that the best become certain: of the first so many, whoever has not
   * been settled. None if the best are: a look can only put others further back.
   */
  List<Prospect> open(int ahead) {
    rank();
    return best().stream().allMatch(Prospect::isSettled)
        ? List.of()
        : ranked.stream().limit(ahead).filter(each -> !each.isSettled()).toList();
  }

  /** Those who will be shown and have fewer slots so far than are wanted. */
  List<Prospect> hungry() {
    return best().stream().filter(Prospect::isHungry).toList();
  }

  List<Suggestion> suggestions() {
    return best().stream().map(Prospect::suggestion).toList();
  }

  private void rank() {
    ranked.removeIf(Prospect::isHopeless);
    ranked.sort(Prospect.RANK);
  }

  private List<Prospect> best() {
    return ranked.subList(0, Math.min(search.physiciansMax(), ranked.size()));
  }
}
