package care.chevet.bedside;

import care.chevet.bedside.Gathered.Piece;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a specialty wants to know before a physician is rung.
 *
 * @param fr its label in French
 * @param en its label in English
 * @param optional whether a dossier without it is complete all the same
 * @param min how many of it: photographs, or readings of a vital sign; one if it is not said
 * @param within how old a reading may be; a day if it is not said
 * @param vital the kind of vital sign, where it is not the code
 * @param piece the kind of attachment
 * @param choices what can be answered
 */
public record ChecklistItem(
    String code,
    Kind kind,
    String fr,
    String en,
    boolean optional,
    @Nullable Integer min,
    @Nullable Duration within,
    @Nullable String vital,
    @Nullable String piece,
    @Nullable List<Choice> choices) {

  /** Longer than a list of treatments; shorter than a letter. */
  public static final int ANSWER_CHARACTERS_MAX = 2_000;

  private static final Duration TODAY = Duration.ofDays(1);

  public enum Kind {
    TEXT,
    NUMBER,
    CHOICE,
    VITAL,
    PHOTOGRAPHS,
    ATTACHMENT;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An answer to choose. */
  public record Choice(String code, String fr, String en) {}

  public ChecklistItem {
    if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("an item's code is lower case and hyphens: " + code);
    }
    choices = choices == null ? null : List.copyOf(choices);
    if ((kind == Kind.CHOICE) != (choices != null)) {
      throw new IllegalArgumentException("a choice, and nothing else, has choices: " + code);
    }
    if ((kind == Kind.ATTACHMENT) != (piece != null)) {
      throw new IllegalArgumentException("an attachment, and nothing else, has a piece: " + code);
    }
    if (kind == Kind.VITAL && VitalKind.parse(vital == null ? code : vital).isEmpty()) {
      throw new IllegalArgumentException("there is no such vital sign: " + code);
    }
    Objects.requireNonNull(fr, code);
    Objects.requireNonNull(en, code);
  }

  public boolean required() {
    return !optional;
  }

  public int atLeast() {
    return min == null ? 1 : min;
  }

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : fr;
  }

  /** Whether it is there, as things stand at that moment. */
  boolean isIn(Gathered gathered, List<Vital> vitals, Instant at) {
    return switch (kind) {
      case TEXT, NUMBER, CHOICE -> gathered.answers().containsKey(code);
      case VITAL -> readings(vitals, at) >= atLeast();
      case PHOTOGRAPHS -> pieces(gathered, Piece.PHOTO) >= atLeast();
      case ATTACHMENT -> pieces(gathered, Objects.requireNonNull(piece)) >= atLeast();
    };
  }

  private long readings(List<Vital> vitals, Instant at) {
    var wanted = VitalKind.parse(vital == null ? code : vital).orElseThrow();
    var since = at.minus(within == null ? TODAY : within);
    return vitals.stream()
        .filter(one -> !one.measuredAt().isBefore(since) && Reading.of(one).kind() == wanted)
        .count();
  }

  private static long pieces(Gathered gathered, String kind) {
    return gathered.pieces().stream().filter(one -> one.kind().equals(kind)).count();
  }

  /** The answer as it is kept; empty if it is none to this item. */
  Optional<String> read(Object typed) {
    return switch (kind) {
      case TEXT ->
          typed instanceof String text && !text.isBlank() && text.length() <= ANSWER_CHARACTERS_MAX
              ? Optional.of(text.strip())
              : Optional.empty();
      case NUMBER -> number(typed);
      case CHOICE ->
          Objects.requireNonNull(choices).stream()
              .map(Choice::code)
              .filter(typed::equals)
              .findFirst();
      case VITAL, PHOTOGRAPHS, ATTACHMENT -> Optional.empty();
    };
  }

  /** A number of the bedside: none is negative, none goes into the thousands of thousands. */
  private static Optional<String> number(Object typed) {
    try {
      var number = new BigDecimal(String.valueOf(typed).strip().replace(',', '.'));
      return number.signum() < 0 || number.precision() - number.scale() > 6 || number.scale() > 3
          ? Optional.empty()
          : Optional.of(number.toPlainString());
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
