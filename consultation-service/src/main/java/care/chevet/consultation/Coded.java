package care.chevet.consultation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A constant with a name for the wire and the database: lower case, words joined by hyphens. */
public interface Coded {

  String name();

  default String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E> & Coded> Optional<E> parse(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.code().equals(code))
        .findFirst();
  }

  /** The constants of these codes, or nothing if one of them is none. */
  static <E extends Enum<E> & Coded> Optional<Set<E>> parseAll(Class<E> type, List<String> codes) {
    var parsed = EnumSet.noneOf(type);
    for (var code : codes) {
      var constant = parse(type, code);
      if (constant.isEmpty()) {
        return Optional.empty();
      }
      parsed.add(constant.get());
    }
    return Optional.of(parsed);
  }
}
