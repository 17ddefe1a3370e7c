package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of the service, called by everybody, compared with the table in {@code
 * docs/security.md}. A route without a row fails, and so does a row without a route.
 */
final class RouteTableIT {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("contracts.dir")).resolveSibling("docs").resolve("security.md");
  private static final String OPENS = "<!-- routes: RouteTableIT compares -->";
  private static final String CLOSES = "<!-- end of routes -->";
  private static final Pattern FUNCTION = Pattern.compile("\\((\\w+) && ([^)]+)\\)");

  @Test
  void everyRouteAnswersEverybodyAsTheTableSays() throws IOException {
    var actual = new ArrayList<String>();
    var documented = documented();
    var refusals = new ArrayList<String>();
    actual.add(row("route", RouteCallers.all().stream().map(RouteCallers.Caller::name).toList()));
    actual.add("|---".repeat(RouteCallers.all().size() + 1) + "|");
    for (var route : routes()) {
      var space = route.indexOf(' ');
      var calls = new RouteCalls(route.substring(0, space), route.substring(space + 1));
      var row =
          row(
              "`" + route.replace("|", "\\|") + "`",
              RouteCallers.all().stream().map(calls::by).toList());
      actual.add(row);
      if (!documented.contains(row)) {
        refusals.add(route + " " + calls.refusals());
      }
    }
    var table = String.join("\n", actual);
    Files.writeString(Path.of("target", "routes.md"), table + "\n");
    assertThat(documented).as(String.join("\n", refusals)).isEqualTo(table);
  }

  private static String row(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }

  private static String documented() throws IOException {
    var text = Files.readString(DOCUMENT);
    var from = text.indexOf(OPENS);
    var to = text.indexOf(CLOSES);
    return from < 0 || to < from ? "" : text.substring(from + OPENS.length(), to).strip();
  }

  /** Method and pattern of each, by path. */
  private static List<String> routes() {
    var byPath = new TreeMap<String, TreeSet<String>>();
    for (var info : annotated()) {
      for (var path : info.getPatternsCondition().getPatterns()) {
        for (RequestMethod method : info.getMethodsCondition().getMethods()) {
          byPath.computeIfAbsent(path.getPatternString(), _ -> new TreeSet<>()).add(method.name());
        }
      }
    }
    for (Object function : Stage.SERVICE.context().getBeansOfType(RouterFunction.class).values()) {
      var found = FUNCTION.matcher(function.toString());
      while (found.find()) {
        byPath.computeIfAbsent(found.group(2), _ -> new TreeSet<>()).add(found.group(1));
      }
    }
    var routes = new ArrayList<String>();
    byPath.forEach((path, methods) -> methods.forEach(method -> routes.add(method + " " + path)));
    return routes;
  }

  private static Set<RequestMappingInfo> annotated() {
    return Stage.SERVICE
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet();
  }
}
