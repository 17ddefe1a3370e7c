package care.chevet.fhir.matching;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names reduced to what two registrars would both write: capitals, no accents, no punctuation. */
final class Names {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_LETTERS = Pattern.compile("[^A-Z]+");

  private Names() {}

  static String reduced(String name) {
    var capitals = name.toUpperCase(Locale.ROOT).replace("Œ", "OE").replace("Æ", "AE");
    var bare = MARKS.matcher(Normalizer.normalize(capitals, Normalizer.Form.NFD)).replaceAll("");
    return NOT_LETTERS.matcher(bare).replaceAll(" ").strip();
  }

  /** Registrars join and part compound names as they please: Le Goff, Legoff. */
  static boolean same(String one, String other) {
    return reduced(one).replace(" ", "").equals(reduced(other).replace(" ", ""));
  }

  /**
   * Whether one list of given names begins the other, word by word: registers cut the list of birth
   * names short, but never reorder it.
   */
  static boolean oneBeginsTheOther(List<String> one, List<String> other) {
    var a = reduced(String.join(" ", one)).split(" ", -1);
    var b = reduced(String.join(" ", other)).split(" ", -1);
    var common = Math.min(a.length, b.length);
    for (var i = 0; i < common; i++) {
      if (a[i].isEmpty() || !a[i].equals(b[i])) {
        return false;
      }
    }
    return true;
  }
}
