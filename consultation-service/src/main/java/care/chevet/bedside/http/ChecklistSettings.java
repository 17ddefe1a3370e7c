package care.chevet.bedside.http;

import care.chevet.bedside.Checklist;
import care.chevet.bedside.ChecklistItem;
import care.chevet.bedside.Checklists;
import care.chevet.directory.Specialty;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The minimum dossier of each specialty. {@code checklists.yml} ships them; whoever sets {@code
 * chevet.checklists.SPECIALTY} replaces that specialty's list as a whole.
 *
 * @param checklists the items, by the specialty's code
 */
@ConfigurationProperties("chevet")
record ChecklistSettings(Map<String, List<ChecklistItem>> checklists) {

  Checklists typed() {
    return new Checklists(
        checklists.entrySet().stream()
            .map(one -> new Checklist(specialty(one.getKey()), one.getValue()))
            .collect(Collectors.toMap(Checklist::specialty, list -> list)));
  }

  private static Specialty specialty(String code) {
    return Specialty.of(code)
        .orElseThrow(() -> new IllegalArgumentException("a checklist of no specialty: " + code));
  }
}
