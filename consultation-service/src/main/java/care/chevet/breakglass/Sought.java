package care.chevet.breakglass;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/** How the physician says whose record it is. She has no list to choose from. */
public sealed interface Sought {

  /** By the id, which she may have from a link. */
  record ById(UUID id) implements Sought {}

  /** By the number of the national identity, whatever the register. */
  record ByIns(String value) implements Sought {}

  /** By a family name, of birth or in use, and the date of birth. */
  record ByName(String name, LocalDate birthDate) implements Sought {

    /** Whether a name on record is this one, accents and capitals aside. */
    public boolean is(String onRecord) {
      return plain(name).equals(plain(onRecord));
    }

    private static String plain(String text) {
      return Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
          .replaceAll("\\p{M}", "")
          .replaceAll("[-\\s’']+", " ")
          .toUpperCase(Locale.ROOT);
    }
  }
}
