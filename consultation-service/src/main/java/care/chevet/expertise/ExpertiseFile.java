package care.chevet.expertise;

import care.chevet.bedside.Vital;
import care.chevet.consultation.Preparation;
import care.chevet.directory.CareHome;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** An expertise with everything that belongs to it: the people, the vitals, the answers. */
public record ExpertiseFile(
    OnFile onFile,
    Resident resident,
    CareHome careHome,
    Map<UUID, Person> people,
    List<Vital> vitals,
    Preparation preparation) {

  public ExpertiseFile {
    people = Map.copyOf(people);
    vitals = List.copyOf(vitals);
  }

  public Expertise expertise() {
    return onFile.expertise();
  }

  /** What these parts may do now, by name. */
  public List<String> actions(Set<Part> parts) {
    return ExpertiseLifecycle.actions(expertise(), parts);
  }

  /** Someone whom it names. */
  public Person person(UUID id) {
    return Objects.requireNonNull(people.get(id), () -> "nobody gathered " + id);
  }
}
