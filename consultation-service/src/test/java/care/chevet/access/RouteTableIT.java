package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route of the service, called by everybody, compared with the table in {@code
 * docs/security.md}. A route without a row fails, and so does a row without a route.
 */
final class RouteTableIT {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("contracts.dir")).resolveSibling("docs").resolve("security.md");
  private static final String OPENS = "<!-- routes: RouteTableIT compares -->";
  private static final String CLOSES = "<!-- end of routes -->";

  /** One of the calls is a coordinator's who closes a physician's hours. */
  @BeforeAll
  static void keepHours() {
    Stage.DATABASE.execute("create table availability_before as table availability");
  }

  @AfterAll
  static void giveHoursBack() {
    Stage.DATABASE.execute(
        "truncate availability",
        "insert into availability table availability_before",
        "drop table availability_before");
  }

  @Test
  void everyRouteAnswersEverybodyAsTheTableSays() throws IOException {
    var actual = new ArrayList<String>();
    var documented = documented();
    var refusals = new ArrayList<String>();
    actual.add(row("route", RouteCallers.all().stream().map(RouteCallers.Caller::name).toList()));
    actual.add("|---".repeat(RouteCallers.all().size() + 1) + "|");
    for (var route : Routes.all()) {
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
}
