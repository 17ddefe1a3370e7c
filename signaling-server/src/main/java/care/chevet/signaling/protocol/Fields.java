package care.chevet.signaling.protocol;

import static care.chevet.signaling.protocol.InvalidMessage.require;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, taken out one by one so that what nobody took can be refused. */
public final class Fields {
  private final Map<String, Object> members;

  public Fields(Map<String, Object> members) {
    this.members = members;
  }

  public String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
    }
    return text;
  }

  public @Nullable String optionalText(String name) {
    return switch (members.remove(name)) {
      case null -> null;
      case String text -> text;
      case Object _ -> throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
    };
  }

  public long number(String name) {
    long number = optionalNumber(name);
    require(number != ClientFrame.ABSENT, name);
    return number;
  }

  public long optionalNumber(String name) {
    return switch (members.remove(name)) {
      case null -> ClientFrame.ABSENT;
      case Long number when number >= 0 -> number;
      case Object _ -> throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
    };
  }

  @Nullable Double measure(String name) {
    double value =
        switch (members.remove(name)) {
          case null -> Double.NaN;
          case Long number -> number.doubleValue();
          case Double number -> number;
          case Object _ -> throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
        };
    if (Double.isNaN(value)) {
      return null;
    }
    require(value >= 0 && value <= 1e9, name);
    return value;
  }

  public boolean flag(String name) {
    return switch (members.remove(name)) {
      case Boolean flag -> flag;
      case null, default -> throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
    };
  }

  boolean flagOr(String name, boolean otherwise) {
    return members.containsKey(name) ? flag(name) : otherwise;
  }

  public <E extends Enum<E> & Word> E word(Class<E> words, String name) {
    E word = optionalWord(words, name);
    if (word == null) {
      throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
    }
    return word;
  }

  public <E extends Enum<E> & Word> @Nullable E optionalWord(Class<E> words, String name) {
    String text = optionalText(name);
    if (text == null) {
      return null;
    }
    return Word.named(words, text)
        .orElseThrow(() -> new InvalidMessage(ErrorCode.INVALID_FIELD, name));
  }

  Fields object(String name) {
    return of(members.remove(name), name);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  public List<Fields> objects(String name) {
    return switch (members.remove(name)) {
      case List<?> list -> list.stream().map(item -> of(item, name)).toList();
      case null, default -> throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
    };
  }

  void nothingElse() {
    if (!members.isEmpty()) {
      throw new InvalidMessage(ErrorCode.UNKNOWN_FIELD, "%d unknown".formatted(members.size()));
    }
  }

  @SuppressWarnings("unchecked") // Json writes no other kind of map.
  private static Fields of(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return new Fields((Map<String, Object>) map);
    }
    throw new InvalidMessage(ErrorCode.INVALID_FIELD, name);
  }
}
