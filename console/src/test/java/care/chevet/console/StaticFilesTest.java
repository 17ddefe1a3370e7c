package care.chevet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What no compiler checks: that the files name each other rightly and every word has two languages.
 */
final class StaticFilesTest {
  private static final Path ROOT = Path.of("src/main/resources/META-INF/resources");
  private static final Pattern ADDRESS = Pattern.compile("\"(/webjars/[^\"]+\\.js)\"");
  private static final Pattern PRELOAD = Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"");
  private static final Pattern WORD = Pattern.compile("\\bt\\(\\s*'([\\w.-]+)'");
  private static final Pattern KEY = Pattern.compile("(?m)^  '([\\w.-]+)':");
  private static final Pattern IMPORTED =
      Pattern.compile("(?m)^(?:(?:import|export)\\s[^;]*?from\\s+|import\\s+)'(\\.[^']+)'");
  private static final Pattern LATER = Pattern.compile("import\\('([^']+)'\\)");
  private static final Pattern WORKER = Pattern.compile("new Worker\\('([^']+)'\\)");
  private static final int LINES_MAX = 300;

  /** Each page and the module it begins with. */
  private static final Map<String, String> PAGES =
      Map.of(
          "index.html",
          "app/main.js",
          "guest.html",
          "app/guest.js",
          "verify.html",
          "app/verify.js");

  @Test
  void everyWebJarThatThePageNamesIsThere() {
    assertThat(found(ADDRESS, read("index.html"))).isNotEmpty().allSatisfy(this::isOnTheClassPath);
  }

  @Test
  void everyModuleOfAPageIsAskedForAtOnceInsteadOfOneAfterTheOther() {
    assertThat(PAGES)
        .allSatisfy((page, start) -> {
          Set<String> needed = closure(start);
          needed.remove("/" + start);
          assertThat(found(PRELOAD, read(page)))
              .as(page)
              .filteredOn(module -> !module.startsWith("/webjars/"))
              .containsExactlyInAnyOrderElementsOf(needed);
        });
  }

  @Test
  void everyModuleIsReachedFromAPage() {
    Set<String> reached = new TreeSet<>();
    PAGES.values().forEach(start -> reached.addAll(closure(start)));
    found(LATER, read("app/further-pages.js"))
        .forEach(page -> reached.addAll(closure("app/" + page.substring(2))));
    reached.addAll(found(WORKER, read("app/oncall.js")));
    assertThat(reached).containsAll(modules().map(file -> "/" + ROOT.relativize(file)).toList());
  }

  @Test
  void thePagesShareOneImportMapSoThatOneDigestAdmitsThemAll() {
    assertThat(PAGES.keySet().stream().map(StaticFilesTest::importMap).distinct()).hasSize(1);
  }

  @Test
  void bothDictionariesHoldTheSameKeys() {
    assertThat(keys("en")).isEqualTo(keys("fr"));
  }

  @Test
  void noKeyStandsTwiceInADictionary() {
    List<String> all = dictionary("fr").flatMap(file -> allOf(KEY, text(file))).toList();
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void everyWordThatAPageAsksForIsInTheDictionaries() {
    Set<String> asked = new TreeSet<>();
    modules().map(StaticFilesTest::text).forEach(source -> asked.addAll(found(WORD, source)));
    assertThat(keys("fr")).containsAll(asked);
  }

  @Test
  void noFileIsLongerThanAScreenOrTwo() {
    assertThat(modules())
        .allSatisfy(file ->
            assertThat(text(file).lines().count())
                .as(file.toString())
                .isLessThanOrEqualTo(LINES_MAX));
  }

  @Test
  void nothingIsFetchedFromElsewhere() {
    assertThat(modules().map(StaticFilesTest::text))
        .noneMatch(source -> source.contains("http://") || source.contains("https://"));
    assertThat(List.of(read("index.html"), read("style/elements.css"), read("style/pages.css")))
        .noneMatch(source -> source.contains("//fonts.") || source.contains("https://"));
  }

  private static String importMap(String page) {
    String source = read(page);
    return source.substring(
        source.indexOf("<script type=\"importmap\">"), source.indexOf("</script>"));
  }

  /** The module and all that it imports, and what those import. */
  private static Set<String> closure(String start) {
    Set<String> seen = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(ROOT.resolve(start)));
    while (!open.isEmpty()) {
      Path module = open.pop();
      if (seen.add("/" + ROOT.relativize(module))) {
        found(IMPORTED, text(module))
            .forEach(name -> open.push(module.resolveSibling(name).normalize()));
      }
    }
    return seen;
  }

  private static Stream<Path> dictionary(String language) {
    return modules().filter(file -> file.toString().contains("app/words/" + language + "/"));
  }

  private static Set<String> keys(String language) {
    return dictionary(language)
        .flatMap(file -> allOf(KEY, text(file)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> allOf(Pattern pattern, String source) {
    return pattern.matcher(source).results().map((MatchResult match) -> match.group(1));
  }

  private void isOnTheClassPath(String address) {
    assertThat(getClass().getResource("/META-INF/resources" + address)).as(address).isNotNull();
  }

  private static Stream<Path> modules() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("app"))) {
      return files.filter(file -> file.toString().endsWith(".js")).toList().stream();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static Set<String> found(Pattern pattern, String source) {
    return allOf(pattern, source).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) {
    return text(ROOT.resolve(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
