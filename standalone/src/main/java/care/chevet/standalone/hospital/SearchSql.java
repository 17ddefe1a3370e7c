package care.chevet.standalone.hospital;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import care.chevet.standalone.hospital.Search.Criterion;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DateTimeType;

/** A search as a condition in SQL over {@code resource r} and {@code search_value v}. */
final class SearchSql {

  private final List<Object> arguments = new ArrayList<>();
  private final String condition;

  SearchSql(Search search) {
    arguments.add(search.type());
    this.condition =
        "r.type = ? AND NOT r.deleted"
            + search.criteria().stream()
                .map(criterion -> " AND " + condition(search.type(), criterion))
                .collect(Collectors.joining());
  }

  String condition() {
    return condition;
  }

  /** The values of the condition's question marks, in their order. */
  List<Object> arguments() {
    return arguments;
  }

  private String condition(String type, Criterion criterion) {
    return switch (criterion.parameter()) {
      case "_id" -> either(criterion, value -> with("r.id = ?", value));
      case "_lastUpdated" ->
          either(criterion, value -> dated(value, "r.updated", "r.updated + interval '1 ms'"));
      case String parameter -> {
        arguments.add(parameter);
        yield "EXISTS (SELECT 1 FROM search_value v WHERE v.type = r.type AND v.id = r.id"
            + " AND v.parameter = ? AND "
            + either(criterion, value -> indexed(type, criterion, value))
            + ")";
      }
    };
  }

  private String either(Criterion criterion, Function<String, String> one) {
    return criterion.values().stream().map(one).collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String indexed(String type, Criterion criterion, String value) {
    return switch (criterion.kind()) {
      case TOKEN -> token(value);
      case REFERENCE -> reference(type, criterion, value);
      case DATE -> dated(value, "v.low", "v.high");
      case STRING -> text(criterion.modifier(), value);
      case URI -> with("v.value = ?", value);
      case NUMBER, QUANTITY -> number(value);
      case COMPOSITE, HAS, SPECIAL ->
          throw new InvalidRequestException(
              "The search parameter " + criterion.parameter() + " is of a kind not taken here.");
    };
  }

  private String token(String value) {
    int bar = value.indexOf('|');
    if (bar < 0) {
      return with("v.value = ?", value);
    }
    String system = value.substring(0, bar);
    String code = value.substring(bar + 1);
    if (code.isEmpty()) {
      return with("v.system = ?", system);
    }
    return system.isEmpty()
        ? with("(v.system IS NULL AND v.value = ?)", code)
        : with("(v.system = ? AND v.value = ?)", system, code);
  }

  private String reference(String type, Criterion criterion, String value) {
    if (criterion.chained().isEmpty()) {
      if (value.contains("/")) {
        return with("v.value = ?", value);
      }
      return criterion.modifier().isEmpty()
          ? with("v.value LIKE '%/' || ?", value)
          : with("v.value = ?", criterion.modifier() + "/" + value);
    }
    RuntimeSearchParam known =
        Fhir.CONTEXT.getResourceDefinition(type).getSearchParam(criterion.parameter());
    Set<String> targets =
        criterion.modifier().isEmpty() ? known.getTargets() : Set.of(criterion.modifier());
    return targets.stream()
        .filter(target -> knows(target, criterion.chained()))
        .map(target -> "v.value IN (" + chained(target, criterion.chained(), value) + ")")
        .reduce((left, right) -> left + " OR " + right)
        .orElseThrow(() ->
            new InvalidRequestException(
                "Nothing that "
                    + criterion.parameter()
                    + " refers to is searched by "
                    + criterion.chained()
                    + "."));
  }

  private String chained(String target, String parameter, String value) {
    SearchSql inner = new SearchSql(Search.parse(target, Map.of(parameter, new String[] {value})));
    arguments.addAll(inner.arguments());
    return "SELECT r.type || '/' || r.id FROM resource r WHERE " + inner.condition();
  }

  private static boolean knows(String type, String parameter) {
    return Fhir.CONTEXT.getResourceDefinition(type).getSearchParam(parameter.split("[.:]", -1)[0])
        != null;
  }

  private String text(String modifier, String value) {
    String plain = Search.normalised(value);
    return switch (modifier) {
      case "exact" -> with("v.value = ?", plain);
      case "contains" -> with("strpos(v.value, ?) > 0", plain);
      case "" -> with("starts_with(v.value, ?)", plain);
      default ->
          throw new InvalidRequestException("The modifier :" + modifier + " is not taken here.");
    };
  }

  private String number(String value) {
    String[] parts = value.split("\\|", -1);
    Prefixed prefixed = Prefixed.of(parts[0]);
    BigDecimal number;
    try {
      number = new BigDecimal(prefixed.rest());
    } catch (NumberFormatException e) {
      throw new InvalidRequestException("“" + value + "” is no number.", e);
    }
    String comparison =
        switch (prefixed.prefix()) {
          case "gt", "sa" -> ">";
          case "ge" -> ">=";
          case "lt", "eb" -> "<";
          case "le" -> "<=";
          case "ne" -> "<>";
          default -> "=";
        };
    String condition = with("v.number " + comparison + " ?", number);
    if (parts.length == 3 && !parts[2].isEmpty()) {
      condition += " AND " + with("v.value = ?", parts[2]);
    }
    return "(" + condition + ")";
  }

  private String dated(String value, String low, String high) {
    Prefixed prefixed = Prefixed.of(value);
    DateTimeType date;
    try {
      date = new DateTimeType(prefixed.rest());
    } catch (RuntimeException e) {
      throw new InvalidRequestException("“" + value + "” is no date.", e);
    }
    Timestamp from = timestamp(Moments.low(date));
    Timestamp to = timestamp(Moments.high(date));
    return switch (prefixed.prefix()) {
      case "gt" -> with(high + " > ?", to);
      case "ge" -> with(high + " > ?", from);
      case "lt" -> with(low + " < ?", from);
      case "le" -> with(low + " < ?", to);
      case "sa" -> with(low + " >= ?", to);
      case "eb" -> with(high + " <= ?", from);
      case "ne" -> with("NOT (" + low + " >= ? AND " + high + " <= ?)", from, to);
      default -> with("(" + low + " >= ? AND " + high + " <= ?)", from, to);
    };
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.from(instant);
  }

  private String with(String sql, Object... values) {
    arguments.addAll(List.of(values));
    return sql;
  }

  /** A value with the comparison before it, as in {@code ge2026-11-21}. */
  private record Prefixed(String prefix, String rest) {

    private static final Set<String> KNOWN =
        Set.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");

    static Prefixed of(String value) {
      return value.length() > 2 && KNOWN.contains(value.substring(0, 2))
          ? new Prefixed(value.substring(0, 2), value.substring(2))
          : new Prefixed("eq", value);
    }
  }
}
