package care.chevet.scheduling;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A physician with her first free slots, and what ranks her where she stands.
 *
 * @param speaksLanguage whether she speaks the language that was asked for
 */
public record Suggestion(Candidate candidate, boolean speaksLanguage, List<Interval> slots) {

  /**
   * Continuity first: who knows the resident, most lately; then who speaks the language; then who
   * is free soonest.
   */
  static final Comparator<Suggestion> RANK =
      Comparator.<Suggestion, Boolean>comparing(one -> !one.knowsResident())
          .thenComparing(
              one -> one.candidate.lastSeen(), Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(one -> !one.speaksLanguage)
          .thenComparing(one -> one.slots.getFirst().start())
          .thenComparing(one -> one.candidate.physician().displayName())
          .thenComparing(one -> one.candidate.physician().id());

  static Suggestion of(Candidate candidate, @Nullable String language, List<Interval> slots) {
    return new Suggestion(
        candidate, language != null && candidate.languages().contains(language), slots);
  }

  public boolean knowsResident() {
    return candidate.lastSeen() != null;
  }

  UUID physician() {
    return candidate.physician().id();
  }
}
