package care.chevet.consultation;

import care.chevet.bedside.Vital;
import care.chevet.directory.CareHome;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consultation with everything that belongs to it: the people, the vitals, the report.
 *
 * @param physician null until somebody accepts
 * @param report null until somebody writes
 * @param session null until somebody enters the room
 * @param prescription null until somebody prescribes
 * @param guests those who were let in, and those whose link is still good
 * @param others whoever else it names: a colleague asked to take over, who ended it
 */
public record Dossier(
    Consultation consultation,
    long version,
    Resident resident,
    CareHome careHome,
    Person nurse,
    @Nullable Person physician,
    List<Vital> vitals,
    @Nullable ReportOnFile report,
    List<DeliveryOnFile> deliveries,
    @Nullable SessionLog session,
    @Nullable PrescriptionOnFile prescription,
    List<GuestOnFile> guests,
    Preparation preparation,
    Map<UUID, Person> others) {

  public Dossier {
    vitals = List.copyOf(vitals);
    deliveries = List.copyOf(deliveries);
    guests = List.copyOf(guests);
    others = Map.copyOf(others);
  }

  /** Someone else whom the consultation names. */
  public Person other(UUID id) {
    return Objects.requireNonNull(others.get(id), () -> "nobody gathered " + id);
  }

  /** The latest version of the report that is signed. */
  public Optional<ReportOnFile> signedReport() {
    return Optional.ofNullable(report).map(one -> one.signed() == null ? one.amended() : one);
  }

  /** The latest version of the prescription that is signed. */
  public Optional<PrescriptionOnFile> signedPrescription() {
    return Optional.ofNullable(prescription).map(one -> one.signed() == null ? one.amended() : one);
  }
}
