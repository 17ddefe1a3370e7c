package care.chevet.problem.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The sentences that problems are told in, French first: every {@code problems/*_fr.properties} and
 * {@code *_en.properties} on the class path, so that each feature brings its own.
 */
@Component
final class ProblemSentences {
  private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

  private final Map<Locale, Map<String, String>> patterns = new HashMap<>();

  ProblemSentences() {
    for (Locale locale : SPOKEN) {
      patterns.put(locale, load(locale));
    }
  }

  private static Map<String, String> load(Locale locale) {
    var all = new HashMap<String, String>();
    try {
      var files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:problems/*_" + locale.getLanguage() + ".properties");
      for (var file : files) {
        var properties = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(all);
  }

  /** The language to answer in: the first the caller accepts that we speak, else French. */
  Locale languageFor(List<Locale.LanguageRange> accepted) {
    var chosen = Locale.lookup(accepted, SPOKEN);
    return chosen == null ? Locale.FRENCH : chosen;
  }

  String title(String code, Locale locale) {
    return sentence(code + ".title", locale, List.of());
  }

  String detail(String code, Locale locale, List<String> arguments) {
    return sentence(code + ".detail", locale, arguments);
  }

  Map<String, String> patterns(Locale locale) {
    return patterns.getOrDefault(locale, Map.of());
  }

  private String sentence(String key, Locale locale, List<String> arguments) {
    var pattern = patterns(locale).getOrDefault(key, key.substring(0, key.indexOf('.')));
    return new MessageFormat(pattern, locale).format(arguments.toArray());
  }
}
