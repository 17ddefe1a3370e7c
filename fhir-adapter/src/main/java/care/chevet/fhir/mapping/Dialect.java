package care.chevet.fhir.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;

/** The profiles that a hospital expects; the facts and codes are the same in each. */
public enum Dialect {
  R4,
  FR_CORE_2_1_0,
  FR_CORE_2_2_0;

  private static final String FR_CORE = "https://hl7.fr/ig/fhir/core/StructureDefinition/";

  /** The dialect of a configured word: {@code r4}, {@code fr-core-2.1.0}, {@code fr-core-2.2.0}. */
  public static Dialect ofWord(String word) {
    return switch (word) {
      case "r4" -> R4;
      case "fr-core-2.1.0" -> FR_CORE_2_1_0;
      case "fr-core-2.2.0" -> FR_CORE_2_2_0;
      default ->
          throw new IllegalArgumentException(
              "a dialect is r4, fr-core-2.1.0 or fr-core-2.2.0, not '" + word + "'");
    };
  }

  /** The configured word for this dialect. */
  public String word() {
    return switch (this) {
      case R4 -> "r4";
      case FR_CORE_2_1_0 -> "fr-core-2.1.0";
      case FR_CORE_2_2_0 -> "fr-core-2.2.0";
    };
  }

  /** FR Core 2.1.0 alone holds that a NIA is temporary; the INS rules and 2.2.0, official. */
  IdentifierUse niaUse() {
    return this == FR_CORE_2_1_0 ? IdentifierUse.TEMP : IdentifierUse.OFFICIAL;
  }

  Optional<String> profile(String name) {
    return this == R4 ? Optional.empty() : Optional.of(FR_CORE + name);
  }

  /** 2.2.0 split establishments from other organizations. */
  Optional<String> establishmentProfile() {
    return profile(
        this == FR_CORE_2_2_0 ? "fr-core-organization-etablissement" : "fr-core-organization");
  }
}
