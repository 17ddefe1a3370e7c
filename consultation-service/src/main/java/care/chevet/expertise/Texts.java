package care.chevet.expertise;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A text as somebody typed it: there, and not too long. */
final class Texts {

  private Texts() {}

  static Outcome<String> read(@Nullable String typed, int charactersMax) {
    if (typed == null || typed.isBlank()) {
      return Outcome.refused(Refusal.invalid("text_missing"));
    }
    return typed.length() > charactersMax
        ? Outcome.refused(
            Refusal.invalidField("text_too_long", "text", String.valueOf(charactersMax)))
        : Outcome.done(typed.strip());
  }
}
