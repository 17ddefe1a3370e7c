package care.chevet.consultation;

import care.chevet.consultation.Act.Leaving;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A sentence that says why, as somebody typed it: there, and not too long. */
public final class Reasons {

  private Reasons() {}

  /** The reason without the blanks around it. */
  public static Outcome<String> read(@Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return Outcome.refused(Refusal.invalid("reason_missing"));
    }
    return typed.length() > Leaving.REASON_CHARACTERS_MAX
        ? Outcome.refused(
            Refusal.invalidField(
                "text_too_long", "reason", String.valueOf(Leaving.REASON_CHARACTERS_MAX)))
        : Outcome.done(typed.strip());
  }
}
