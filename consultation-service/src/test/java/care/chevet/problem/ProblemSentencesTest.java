package care.chevet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every refusal that the code can give has its sentences, in both languages. */
final class ProblemSentencesTest {
  private static final Path SOURCES = Path.of("src/main");
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Refusal\\s*\\.\\s*(?:malformed|forbidden|notFound|conflict|invalid|unavailable)"
              + "|new\\s+Refusal|denied)\\(\\s*\"([a-z0-9_]+)\"");

  @Test
  void everyCodeHasATitleAndADetailInFrenchAndInEnglish() {
    var wanted = new TreeSet<String>();
    for (var code : codes()) {
      wanted.add(code + ".title");
      wanted.add(code + ".detail");
    }
    assertThat(wanted).hasSizeGreaterThan(20);
    assertThat(keys("fr")).containsAll(wanted);
    assertThat(keys("en")).isEqualTo(keys("fr"));
  }

  private static Set<String> codes() {
    var found = new TreeSet<String>();
    for (var file : files(".java")) {
      CODE.matcher(read(file)).results().forEach(match -> found.add(match.group(1)));
    }
    return found;
  }

  private static Set<String> keys(String language) {
    var all = new Properties();
    for (var file : files("_" + language + ".properties")) {
      try {
        all.load(new StringReader(read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.stringPropertyNames().stream().collect(Collectors.toCollection(TreeSet::new));
  }

  private static Iterable<Path> files(String ending) {
    try (var walk = Files.walk(SOURCES)) {
      return new ArrayList<>(walk.filter(path -> path.toString().endsWith(ending)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
