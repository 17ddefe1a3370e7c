package care.chevet.bedside;

import care.chevet.directory.Specialty;
import java.util.List;
import java.util.Map;

/** The checklist of every specialty; a specialty without one asks for nothing but the question. */
public record Checklists(Map<Specialty, Checklist> bySpecialty) {

  public Checklists {
    bySpecialty = Map.copyOf(bySpecialty);
  }

  public Checklist of(Specialty specialty) {
    return bySpecialty.getOrDefault(specialty, new Checklist(specialty, List.of()));
  }
}
