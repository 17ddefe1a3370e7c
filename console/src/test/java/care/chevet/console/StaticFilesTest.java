package care.chevet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void everyWebJarThatThePageNamesIsThere() {
    assertThat(found(ADDRESS, read("index.html"))).isNotEmpty().allSatisfy(this::isOnTheClassPath);
  }

  @Test
  void everyModuleIsAskedForAtOnceInsteadOfOneAfterTheOther() {
    Set<String> ours =
        modules().map(file -> "/" + ROOT.relativize(file)).collect(Collectors.toSet());
    ours.remove("/app/main.js");
    assertThat(found(PRELOAD, read("index.html")))
        .filteredOn(module -> !module.startsWith("/webjars/"))
        .containsExactlyInAnyOrderElementsOf(ours);
  }

  @Test
  void bothDictionariesHoldTheSameKeys() {
    assertThat(found(KEY, read("app/words/en.js"))).isEqualTo(found(KEY, read("app/words/fr.js")));
  }

  @Test
  void everyWordThatAPageAsksForIsInTheDictionaries() {
    Set<String> asked = new TreeSet<>();
    modules().map(StaticFilesTest::text).forEach(source -> asked.addAll(found(WORD, source)));
    assertThat(found(KEY, read("app/words/fr.js"))).containsAll(asked);
  }

  @Test
  void nothingIsFetchedFromElsewhere() {
    assertThat(modules().map(StaticFilesTest::text))
        .noneMatch(source -> source.contains("http://") || source.contains("https://"));
    assertThat(List.of(read("index.html"), read("style/elements.css"), read("style/pages.css")))
        .noneMatch(source -> source.contains("//fonts.") || source.contains("https://"));
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
    return pattern
        .matcher(source)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
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
