package care.chevet.standalone.hospital;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A search for resources of one type: every criterion must hold, by one of its values (FHIR R4,
 * Search, 3.1.1).
 */
record Search(String type, List<Criterion> criteria) {

  /** Tell how the answer looks, not what is found. */
  private static final Set<String> PRESENTATION =
      Set.of("_format", "_pretty", "_count", "_summary", "_elements", "_total", "_sort");

  /**
   * @param parameter name of the search parameter
   * @param chained name of a search parameter of the resource referred to; empty for none
   */
  record Criterion(
      String parameter,
      RestSearchParameterTypeEnum kind,
      String modifier,
      String chained,
      List<String> values) {}

  static Search parse(String type, Map<String, String[]> parameters) {
    List<Criterion> criteria = new ArrayList<>();
    parameters.forEach((name, lists) -> {
      if (!PRESENTATION.contains(name)) {
        Stream.of(lists).forEach(list -> criteria.add(criterion(type, name, list)));
      }
    });
    return new Search(type, List.copyOf(criteria));
  }

  /** Reads a condition such as {@code Patient?identifier=system|value}. */
  static Search parse(String type, String condition) {
    String query = condition.substring(condition.indexOf('?') + 1);
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2 || parts[1].isBlank()) {
        throw new InvalidRequestException("The condition " + condition + " is none.");
      }
      parameters.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>()).add(decoded(parts[1]));
    }
    Map<String, String[]> arrays = new LinkedHashMap<>();
    parameters.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
    return parse(type, arrays);
  }

  /** Lower case, without accents: what string searches compare. */
  static String normalised(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Criterion criterion(String type, String name, String list) {
    String[] chain = name.split("\\.", 2);
    String[] modified = chain[0].split(":", 2);
    String parameter = modified[0];
    List<String> values = Stream.of(list.split("(?<!\\\\),")).map(Search::unescaped).toList();
    return new Criterion(
        parameter,
        kind(type, parameter),
        modified.length == 2 ? modified[1] : "",
        chain.length == 2 ? chain[1] : "",
        values);
  }

  private static RestSearchParameterTypeEnum kind(String type, String parameter) {
    if (parameter.equals("_id")) {
      return RestSearchParameterTypeEnum.TOKEN;
    }
    if (parameter.equals("_lastUpdated")) {
      return RestSearchParameterTypeEnum.DATE;
    }
    RuntimeSearchParam known = Fhir.CONTEXT.getResourceDefinition(type).getSearchParam(parameter);
    if (known == null) {
      throw new InvalidRequestException(type + " is not searched by " + parameter + " here.");
    }
    return known.getParamType();
  }

  private static String unescaped(String value) {
    return value.replaceAll("\\\\([,$|\\\\])", "$1");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
