package care.chevet.fhir.inbound;

import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.inbound.Rulings.Ruling;
import care.chevet.fhir.inbound.Rulings.Verdict;
import care.chevet.fhir.resident.Residents;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** A person links, refuses or takes back, and the record follows at once. */
public final class RulingOnMatches {

  /** What came of a ruling. */
  public enum Result {
    RULED,
    PATIENT_UNKNOWN,
    RESIDENT_UNKNOWN,
    RULED_ALREADY,
    NOTHING_TO_UNDO
  }

  private final Inbox inbox;
  private final Rulings rulings;
  private final Residents residents;
  private final Attributing attributing;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RulingOnMatches(
      Inbox inbox,
      Rulings rulings,
      Residents residents,
      Attributing attributing,
      TransactionTemplate transaction,
      Clock clock) {
    this.inbox = inbox;
    this.rulings = rulings;
    this.residents = residents;
    this.attributing = attributing;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Who a hospital says that its patient is, for a person to compare.
   *
   * @param number the hospital's own number of her
   */
  public record Traits(
      String number,
      @Nullable String familyName,
      List<String> givenNames,
      @Nullable LocalDate birthDate,
      @Nullable String sex) {

    @Override
    public String toString() {
      return "Traits[***]";
    }
  }

  public Optional<Traits> traits(HospitalPatient patient) {
    return inbox
        .current(new Inbox.Key(patient.hospital(), "Patient", patient.patient()))
        .map(stored -> {
          var parsed = Attributing.parsed(stored);
          var identity = PatientIdentity.of(parsed);
          return new Traits(
              PatientIdentity.localPatientId(parsed, patient.patient()),
              identity.familyName().orElse(null),
              identity.givenNames(),
              identity.birthDate().orElse(null),
              identity.sex().map(Sex::wire).orElse(null));
        });
  }

  public Result link(HospitalPatient patient, String resident, String by) {
    return locked(patient, () -> rule(patient, resident, Verdict.LINKED, by));
  }

  public Result refuse(HospitalPatient patient, String resident, String by) {
    return locked(patient, () -> rule(patient, resident, Verdict.REFUSED, by));
  }

  /** Takes back whatever was ruled; the machine decides as if nobody had. */
  public Result undo(HospitalPatient patient, String by) {
    return locked(
        patient,
        () -> {
          if (!rulings.undo(patient, by, clock.instant())) {
            return Result.NOTHING_TO_UNDO;
          }
          attributing.forget(patient);
          attributing.attribute(patient);
          return Result.RULED;
        });
  }

  private Result rule(HospitalPatient patient, String resident, Verdict verdict, String by) {
    var stored =
        inbox
            .current(new Inbox.Key(patient.hospital(), "Patient", patient.patient()))
            .filter(found -> !found.deleted());
    if (stored.isEmpty()) {
      return Result.PATIENT_UNKNOWN;
    }
    if (residents.byId(resident).isEmpty()) {
      return Result.RESIDENT_UNKNOWN;
    }
    var identity = stored.get().sha256();
    if (rulings.standing(patient).stream()
        .anyMatch(ruling ->
            ruling.resident().equals(resident)
                || (verdict == Verdict.LINKED && ruling.verdict() == Verdict.LINKED))) {
      return Result.RULED_ALREADY;
    }
    rulings.rule(new Ruling(patient, resident, verdict, identity, by), clock.instant());
    attributing.attribute(patient);
    return Result.RULED;
  }

  private Result locked(HospitalPatient patient, Supplier<Result> work) {
    var result =
        transaction.execute(_ -> {
          inbox.lock(patient.hospital());
          return work.get();
        });
    return result == null ? Result.PATIENT_UNKNOWN : result;
  }
}
