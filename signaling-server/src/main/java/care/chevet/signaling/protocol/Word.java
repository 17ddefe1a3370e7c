package care.chevet.signaling.protocol;

import java.util.Locale;
import java.util.Optional;

/** One of a closed set of words on the wire, written in kebab case. */
public interface Word {
  String name();

  /** The word as it stands in JSON. */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant that {@code text} names, if it names one. */
  static <E extends Enum<E> & Word> Optional<E> named(Class<E> words, String text) {
    for (E word : words.getEnumConstants()) {
      if (word.wireName().equals(text)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }
}
