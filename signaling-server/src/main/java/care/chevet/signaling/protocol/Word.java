package care.chevet.signaling.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a closed set of words on the wire, written in kebab case. Only enums are words. */
public interface Word {
  String name();

  int ordinal();

  /** The word as it stands in JSON. */
  default String wireName() {
    return Vocabulary.ALL.get(getClass()).wireNames()[ordinal()];
  }

  /** The constant that {@code text} names, if it names one. */
  static <E extends Enum<E> & Word> Optional<E> named(Class<E> words, String text) {
    @Nullable Object found = Vocabulary.ALL.get(words).byWireName().get(text);
    return Optional.ofNullable(words.cast(found));
  }

  /**
   * The words of one enum, spelled once and not with each message.
   *
   * @param wireNames in the order of the constants
   */
  @SuppressWarnings("ArrayRecordComponent") // Read by index; nobody compares vocabularies.
  record Vocabulary(String[] wireNames, Map<String, Object> byWireName) {
    private static final ClassValue<Vocabulary> ALL =
        new ClassValue<>() {
          @Override
          protected Vocabulary computeValue(Class<?> type) {
            Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
            return new Vocabulary(
                Arrays.stream(constants).map(Vocabulary::spelled).toArray(String[]::new),
                Arrays.stream(constants)
                    .collect(
                        Collectors.toUnmodifiableMap(Vocabulary::spelled, Function.identity())));
          }
        };

    private static String spelled(Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
