package care.chevet.fhir.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentencesTest {

  private static final Pattern CODE =
      Pattern.compile(
          "(?:Refusals\\.(?:invalid|forbidden)\\(|Outcomes\\.write\\([^;]*?\"[a-z-]+\",|new Refused\\([^;]*?"
              + "|Kind\\.[A-Z_]+,|IssueType\\.[A-Z]+,)\\s*\"([a-z]+(?:_[a-z]+)*)\"");

  @Test
  void everyCodeHasASentenceInBothLanguages() {
    assertThat(Sentences.codes(Locale.ENGLISH)).isEqualTo(Sentences.codes(Locale.FRENCH));
  }

  @Test
  void everyCodeOfTheSourcesHasItsSentence() throws IOException {
    var used = new TreeSet<String>();
    var sources =
        Path.of(System.getProperty("project.root"), "fhir-adapter", "src", "main", "java");
    try (var files = Files.walk(sources)) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        CODE.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
      }
    }
    assertThat(used).hasSizeGreaterThan(15);
    assertThat(Sentences.codes(Locale.FRENCH)).containsAll(used);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"en-GB,en;q=0.9|en", "fr|fr", "de|fr", "NULL|fr", "%%%|fr", "de,en;q=0.5|en"},
      delimiter = '|',
      nullValues = "NULL")
  void frenchUnlessEnglishIsPreferred(String accepted, String language) {
    assertThat(Sentences.language(accepted).getLanguage()).isEqualTo(language);
  }
}
