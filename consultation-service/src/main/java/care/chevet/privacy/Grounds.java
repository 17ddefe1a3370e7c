package care.chevet.privacy;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;

/** Why somebody's data are handed out or erased: a request needs words enough to be understood. */
final class Grounds {
  private static final int CHARACTERS_MIN = 10;
  private static final int CHARACTERS_MAX = 500;

  private Grounds() {}

  static Outcome<String> of(String reason) {
    var why = reason.strip();
    return why.length() < CHARACTERS_MIN || why.length() > CHARACTERS_MAX
        ? Outcome.refused(
            Refusal.invalid(
                "privacy_reason_length",
                String.valueOf(CHARACTERS_MIN),
                String.valueOf(CHARACTERS_MAX)))
        : Outcome.done(why);
  }
}
