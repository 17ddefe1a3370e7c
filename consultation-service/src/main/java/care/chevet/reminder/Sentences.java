package care.chevet.reminder;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What notifications and letters say, in the reader's language and by her clock. */
final class Sentences {
  private static final Map<Locale, Properties> SPOKEN =
      Map.of(Locale.FRENCH, load("fr"), Locale.ENGLISH, load("en"));

  private final Locale locale;

  private Sentences(Locale locale) {
    this.locale = locale;
  }

  /** French, unless the reader's language is one that we speak. */
  static Sentences in(Locale wanted) {
    var language = Locale.forLanguageTag(wanted.getLanguage());
    return new Sentences(SPOKEN.containsKey(language) ? language : Locale.FRENCH);
  }

  private static Properties load(String language) {
    var all = new Properties();
    var name = "/reminder/sentences_" + language + ".properties";
    try (var file = Objects.requireNonNull(Sentences.class.getResourceAsStream(name), name);
        var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      all.load(reader);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String of(String key, Object... arguments) {
    var pattern = Objects.requireNonNull(SPOKEN.get(locale)).getProperty(key);
    return new MessageFormat(Objects.requireNonNull(pattern, key), locale).format(arguments);
  }

  boolean has(String key) {
    return Objects.requireNonNull(SPOKEN.get(locale)).containsKey(key);
  }

  String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(of("time"), locale).format(at.atZone(zone));
  }
}
