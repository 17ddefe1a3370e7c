package care.chevet.consultation;

import care.chevet.bedside.Vital;
import care.chevet.directory.CareHome;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A consultation with everything that belongs to it: the people, the vitals, the report.
 *
 * @param physician null until somebody accepts
 * @param report null until somebody writes
 * @param session null until somebody enters the room
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
    @Nullable SessionLog session) {

  public Dossier {
    vitals = List.copyOf(vitals);
    deliveries = List.copyOf(deliveries);
  }

  /** The report, if it is signed. */
  public Optional<ReportOnFile> signedReport() {
    return Optional.ofNullable(report).filter(one -> one.signed() != null);
  }
}
