package care.chevet.fhir.facade;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * System scopes of SMART App Launch 2, such as {@code system/Patient.cu}; others grant nothing.
 *
 * <p>Source: SMART App Launch 2.2 §3.0.2.
 */
public record SmartScopes(List<Grant> grants) {

  /** The five interactions, each by its letter. */
  public enum Interaction {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Interaction(char letter) {
      this.letter = letter;
    }
  }

  public record Grant(String resourceType, String letters) {

    boolean covers(String type, Interaction interaction) {
      return (resourceType.equals("*") || resourceType.equals(type))
          && letters.indexOf(interaction.letter) >= 0;
    }
  }

  /**
   * The letters must come in this order, each at most once; a query part narrows, so is refused.
   */
  private static final Pattern SCOPE = Pattern.compile("system/(\\*|[A-Za-z]+)\\.(c?r?u?d?s?)");

  static SmartScopes of(Collection<String> words) {
    var grants = new ArrayList<Grant>();
    for (var word : words) {
      var scope = SCOPE.matcher(word);
      if (scope.matches()) {
        grants.add(new Grant(scope.group(1), scope.group(2)));
      }
    }
    return new SmartScopes(List.copyOf(grants));
  }

  public boolean allow(String resourceType, Interaction interaction) {
    return grants.stream().anyMatch(grant -> grant.covers(resourceType, interaction));
  }
}
