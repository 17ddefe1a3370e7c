package care.chevet.scheduling;

import java.util.List;

/** A physician with her first free slots, and what ranks her where she stands. */
public record Suggestion(Candidate candidate, List<Interval> slots) {

  public boolean knowsResident() {
    return candidate.lastSeen() != null;
  }

  public boolean speaksLanguage() {
    return candidate.speaksLanguage();
  }
}
