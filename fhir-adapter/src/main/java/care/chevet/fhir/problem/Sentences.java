package care.chevet.fhir.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sentence of each stable code, French unless the caller prefers English. */
public final class Sentences {

  /** System of the codes when they stand in a FHIR coding; with a code, the type of a problem. */
  public static final String CODES = "https://chevet.care/problems";

  private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);
  private static final Map<String, String> FRENCH = load("fr");
  private static final Map<String, String> ENGLISH = load("en");

  private Sentences() {}

  /** The language of an {@code Accept-Language} header, as far as we speak it. */
  public static Locale language(@Nullable String accepted) {
    if (accepted == null || accepted.isBlank()) {
      return Locale.FRENCH;
    }
    try {
      var chosen = Locale.lookup(LanguageRange.parse(accepted), SPOKEN);
      return chosen == null ? Locale.FRENCH : chosen;
    } catch (IllegalArgumentException e) {
      return Locale.FRENCH;
    }
  }

  /** The sentence of {@code code}; the code itself when nobody has written one. */
  public static String of(String code, Locale language) {
    var sentences = language.getLanguage().equals("en") ? ENGLISH : FRENCH;
    return sentences.getOrDefault(code, code);
  }

  static Set<String> codes(Locale language) {
    return language.getLanguage().equals("en") ? ENGLISH.keySet() : FRENCH.keySet();
  }

  private static Map<String, String> load(String language) {
    var properties = new Properties();
    var name = "/problems/hospitals_" + language + ".properties";
    try (var stream = Sentences.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var sentences = new TreeMap<String, String>();
    properties
        .stringPropertyNames()
        .forEach(key -> sentences.put(key, properties.getProperty(key)));
    return Map.copyOf(sentences);
  }
}
