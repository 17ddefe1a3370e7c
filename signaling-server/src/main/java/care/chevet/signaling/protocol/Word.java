package care.chevet.signaling.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a closed set of words on the wire. Only enums are words. */
public interface Word {
  String name();

  int ordinal();

  /** How the word is spelled, in kebab case unless it has a spelling of its own. */
  default String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The word as it stands in JSON. */
  default String wireName() {
    return Vocabulary.ALL.get(getClass()).wireNames()[ordinal()];
  }

  /** The constant that {@code text} names, if it names one. */
  static <E extends Enum<E> & Word> Optional<E> named(Class<E> words, String text) {
    @Nullable Word found = Vocabulary.ALL.get(words).byWireName().get(text);
    return Optional.ofNullable(words.cast(found));
  }

  /**
   * The words of one enum, spelled once and not with each message.
   *
   * @param wireNames in the order of the constants
   */
  @SuppressWarnings("ArrayRecordComponent") // Read by index; nobody compares vocabularies.
  record Vocabulary(String[] wireNames, Map<String, Word> byWireName) {
    private static final ClassValue<Vocabulary> ALL =
        new ClassValue<>() {
          @Override
          protected Vocabulary computeValue(Class<?> type) {
            Word[] words = (Word[]) type.getEnumConstants();
            return new Vocabulary(
                Arrays.stream(words).map(Word::spelling).toArray(String[]::new),
                Arrays.stream(words)
                    .collect(Collectors.toUnmodifiableMap(Word::spelling, Function.identity())));
          }
        };
  }
}
