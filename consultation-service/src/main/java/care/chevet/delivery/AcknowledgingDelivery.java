package care.chevet.delivery;

import care.chevet.access.Machine;
import care.chevet.consultation.Act.Arrival;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByMachine;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Party;
import care.chevet.directory.Directory;
import care.chevet.directory.Hospital;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A hospital acknowledges a version of a report. Once every hospital of the care home has the
 * current one, the consultation is delivered. Said twice, it changes nothing.
 */
public final class AcknowledgingDelivery {

  /** What the fhir-adapter passes on from a hospital, known by its FINESS number. */
  public record Acknowledgement(
      UUID consultation,
      int reportVersion,
      String finess,
      Delivery.Status status,
      Instant at,
      @Nullable String reference) {}

  private static final String AMENDMENT_DELIVERED = "amendment-delivered";

  private final Consultations consultations;
  private final ChangingConsultation changing;
  private final Deliveries deliveries;
  private final Directory directory;
  private final Transactions transactions;

  public AcknowledgingDelivery(
      Consultations consultations,
      ChangingConsultation changing,
      Deliveries deliveries,
      Directory directory,
      Transactions transactions) {
    this.consultations = consultations;
    this.changing = changing;
    this.deliveries = deliveries;
    this.directory = directory;
    this.transactions = transactions;
  }

  public Mono<Outcome<Consultation>> by(Machine machine, Acknowledgement said) {
    return transactions.unlessRefused(
        consultations
            .hold(said.consultation())
            .flatMap(held -> keep(machine, held, said))
            .switchIfEmpty(
                Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound()))));
  }

  private Mono<Outcome<Consultation>> keep(
      Machine machine, Consultation held, Acknowledgement said) {
    return deliveries
        .isSigned(held.id(), said.reportVersion())
        .filter(signed -> signed)
        .flatMap(_ -> directory.hospitalsOf(held.request().careHome()).collectList())
        .flatMap(hospitals ->
            hospitals.stream()
                .filter(hospital -> hospital.finess().equals(said.finess()))
                .findFirst()
                .map(hospital ->
                    record(said, hospital)
                        .flatMap(news -> complete(machine, held, said, news, idsOf(hospitals))))
                .orElseGet(() -> refused(Refusal.invalid("not_a_recipient", said.finess()))))
        .switchIfEmpty(Mono.defer(() -> refused(Refusal.notFound("report_not_found"))));
  }

  private Mono<Boolean> record(Acknowledgement said, Hospital hospital) {
    var delivery =
        new Delivery(
            said.consultation(),
            said.reportVersion(),
            hospital.id(),
            said.status(),
            said.at(),
            said.reference());
    return deliveries
        .record(delivery)
        .flatMap(news ->
            news ? consultations.touch(said.consultation()).thenReturn(true) : Mono.just(false));
  }

  private static Set<UUID> idsOf(List<Hospital> hospitals) {
    return hospitals.stream().map(Hospital::id).collect(Collectors.toSet());
  }

  private Mono<Outcome<Consultation>> complete(
      Machine machine,
      Consultation held,
      Acknowledgement said,
      boolean news,
      Set<UUID> recipients) {
    return deliveries
        .isCurrent(held.id(), said.reportVersion())
        .filter(current -> current && (news || held instanceof Reported))
        .flatMap(_ -> deliveries.arrivedAt(held.id(), said.reportVersion()))
        .filter(arrived -> arrived.containsAll(recipients))
        .flatMap(_ -> arrived(machine, held))
        .map(outcome -> outcome.map(Dossier::consultation))
        .defaultIfEmpty(Outcome.done(held));
  }

  /** The first version that is everywhere moves the consultation on; a later one is told. */
  private Mono<Outcome<Dossier>> arrived(Machine machine, Consultation held) {
    var recipients = new ByMachine(Party.RECIPIENTS, machine.clientId());
    if (held instanceof Reported) {
      return changing.act(recipients, held.id(), Arrival::new);
    }
    return held instanceof Delivered
        ? changing.add(
            recipients, held.id(), Activity.ACKNOWLEDGE, AMENDMENT_DELIVERED, Mono.empty())
        : Mono.empty();
  }

  private static Mono<Outcome<Consultation>> refused(Refusal refusal) {
    return Mono.just(Outcome.refused(refusal));
  }
}
