package care.chevet.consultation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
}
