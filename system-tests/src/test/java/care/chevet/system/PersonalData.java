package care.chevet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What would tell in a log which residents there are: their names, numbers and dates of birth, as
 * the demo data has them.
 */
final class PersonalData {

  private static final List<String> FAMILY_NAMES =
      List.of(
          "Tournesol",
          "Bruyère",
          "Coquelicot",
          "Genêt",
          "Lavande",
          "Mimosa",
          "Pervenche",
          "Sureau",
          "Vanille",
          "Combava",
          "Letchi",
          "Géranium");

  private static final List<String> GIVEN_NAMES =
      List.of(
          "Marguerite",
          "Lucien",
          "Odette",
          "Fernand",
          "Inès",
          "Thomas",
          "Nadia",
          "Hugo",
          "Rose-May",
          "Gaston",
          "Solange",
          "Émile");

  private static final List<String> BIRTH_DATES =
      List.of(
          "1934-05-12",
          "1938-11-03",
          "1931-02-27",
          "1936-07-19",
          "1988-03-14",
          "1979-09-05",
          "1995-12-21",
          "1969-06-30",
          "1940-01-18",
          "1937-10-09",
          "1943-12-02",
          "1935-04-25");

  /** A number of the national identity: sex, year, month, place, order, key. */
  private static final String INS = "[12]\\d{2}(0[1-9]|1[0-2])\\d{8,10}";

  private static final Pattern TELLING =
      Pattern.compile(
          "(?<![\\p{L}\\d])("
              + String.join("|", plain(FAMILY_NAMES))
              + "|"
              + String.join("|", plain(GIVEN_NAMES))
              + "|"
              + String.join("|", BIRTH_DATES)
              + "|"
              + String.join("|", BIRTH_DATES.stream().map(PersonalData::french).toList())
              + "|"
              + INS
              + ")(?![\\p{L}\\d])",
          Pattern.CASE_INSENSITIVE);

  private PersonalData() {}

  private static List<String> plain(List<String> names) {
    return names.stream().map(PersonalData::plain).toList();
  }

  /** Without accents, as some program may write a name. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  private static String french(String date) {
    String[] parts = date.split("-", -1);
    return parts[2] + "/" + parts[1] + "/" + parts[0];
  }

  /** Every line of every log under {@code data} that tells something, with where it stands. */
  static List<String> in(Path data) {
    List<String> found = new ArrayList<>();
    for (Path log : logs(data)) {
      int number = 0;
      for (String line : text(log).split("\n", -1)) {
        number++;
        if (TELLING.matcher(plain(line)).find()) {
          found.add(data.relativize(log) + ":" + number + ": " + line);
        }
      }
    }
    return found;
  }

  /** The logs of the services and of the database, and what the whole says on its terminal. */
  static List<Path> logs(Path data) {
    try (Stream<Path> files = Files.walk(data.resolve("logs"))) {
      return Stream.concat(files, Stream.of(data.resolve("chevet.out")))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
