package care.chevet.resident;

import care.chevet.access.Machine;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.directory.Directory;
import care.chevet.directory.Hospital;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Taking in what a hospital says of a resident: it stands beside our own facts, and replaces what
 * that hospital said before.
 */
public final class ReceivingHospitalRecord {
  private final Directory directory;
  private final Residents residents;
  private final HospitalRecords records;
  private final AuditTrail audit;
  private final Transactions transactions;

  public ReceivingHospitalRecord(
      Directory directory,
      Residents residents,
      HospitalRecords records,
      AuditTrail audit,
      Transactions transactions) {
    this.directory = directory;
    this.residents = residents;
    this.records = records;
    this.audit = audit;
    this.transactions = transactions;
  }

  public Mono<Outcome<Hospital>> receive(
      Machine from, UUID resident, String finess, HospitalRecord record, @Nullable String address) {
    if (!finess.equals(record.hospital().finess())) {
      return Mono.just(Outcome.refused(Refusal.invalid("hospital_differs")));
    }
    return transactions.unlessRefused(
        residents
            .byId(resident)
            .flatMap(_ -> store(from, resident, finess, record, address))
            .switchIfEmpty(
                Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("not_found")))));
  }

  private Mono<Outcome<Hospital>> store(
      Machine from, UUID resident, String finess, HospitalRecord record, @Nullable String address) {
    return directory
        .hospitalByFiness(finess)
        .flatMap(hospital ->
            records
                .replace(resident, hospital.id(), record)
                .then(audit.append(written(from, resident, address)))
                .thenReturn(Outcome.done(hospital)))
        .switchIfEmpty(
            Mono.fromSupplier(() -> Outcome.refused(Refusal.invalid("hospital_unknown", finess))));
  }

  private static AuditEntry written(Machine from, UUID resident, @Nullable String address) {
    return new AuditEntry(
        "machine:" + from.clientId(),
        "machine",
        "hospital-record.replaced",
        "resident",
        resident,
        resident,
        null,
        address);
  }
}
