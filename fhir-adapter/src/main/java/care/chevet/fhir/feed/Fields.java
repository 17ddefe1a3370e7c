package care.chevet.fhir.feed;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, each asked for by name and kind. */
record Fields(JsonNode node) {

  Fields {
    if (!node.isObject()) {
      throw new UnreadableEvent("an object was expected");
    }
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    var value = optionalText(name);
    if (value == null) {
      throw new UnreadableEvent(name + " is missing");
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    if (!has(name)) {
      return null;
    }
    var value = node.path(name);
    if (!value.isString()) {
      throw new UnreadableEvent(name + " is not a string");
    }
    return value.asString();
  }

  List<String> texts(String name) {
    var all = new ArrayList<String>();
    for (var value : node.path(name)) {
      if (!value.isString()) {
        throw new UnreadableEvent(name + " holds something else than strings");
      }
      all.add(value.asString());
    }
    return all;
  }

  BigDecimal number(String name) {
    var value = node.path(name);
    if (!value.isNumber()) {
      throw new UnreadableEvent(name + " is not a number");
    }
    return value.decimalValue();
  }

  Instant instant(String name) {
    return parsed(name, text(name), Instant::parse);
  }

  @Nullable Instant optionalInstant(String name) {
    var value = optionalText(name);
    return value == null ? null : parsed(name, value, Instant::parse);
  }

  LocalDate date(String name) {
    return parsed(name, text(name), LocalDate::parse);
  }

  Fields object(String name) {
    var value = optionalObject(name);
    if (value == null) {
      throw new UnreadableEvent(name + " is missing");
    }
    return value;
  }

  @Nullable Fields optionalObject(String name) {
    return has(name) ? new Fields(node.path(name)) : null;
  }

  List<Fields> objects(String name) {
    var all = new ArrayList<Fields>();
    for (var value : node.path(name)) {
      all.add(new Fields(value));
    }
    return all;
  }

  /** One of the words that {@code parser} knows; it refuses any other. */
  <T> T word(String name, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(name + " is a word that is not known");
    }
  }

  private static <T> T parsed(String name, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (DateTimeException e) {
      throw new UnreadableEvent(name + " is not a date or time");
    }
  }
}
