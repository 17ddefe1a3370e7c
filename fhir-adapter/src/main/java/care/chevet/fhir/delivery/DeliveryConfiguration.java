package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.HospitalConnections;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Tenant;
import care.chevet.fhir.service.ConsultationService;
import care.chevet.fhir.service.Loop;
import care.chevet.fhir.service.PendingCalls;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

  @Bean
  ConsultationMapping consultationMapping(
      DeliverySettings settings, @Value("${chevet.demo:false}") boolean demo) {
    return new ConsultationMapping(new Tenant(settings.tenant()), demo);
  }

  @Bean
  DeliveringToHospital.Parts deliveryParts(
      HospitalConnections connections,
      Lanes lanes,
      Backlog backlog,
      Attachments attachments,
      HospitalContacts contacts,
      Ledger ledger,
      Findings findings,
      PendingCalls calls,
      ConsultationService service,
      ConsultationMapping mapping,
      TransactionOperations transaction,
      DeliverySettings settings,
      Clock clock) {
    return new DeliveringToHospital.Parts(
        lanes,
        backlog,
        attachments,
        new Composing(backlog, attachments, service, mapping, settings),
        contacts,
        ledger,
        connections,
        calls,
        mapping,
        new Transmission(lanes, ledger, findings, transaction, settings.lease()),
        transaction,
        settings,
        clock,
        UUID.randomUUID().toString());
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Deliveries deliveries(Hospitals hospitals, DeliveringToHospital.Parts parts) {
    return new Deliveries(hospitals, parts);
  }

  @Bean
  Healing healing(
      DeliveringToHospital.Parts parts,
      Findings findings,
      Hospitals hospitals,
      Deliveries deliveries) {
    return new Healing(parts, findings, hospitals, deliveries::wake);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Loop reconciling(
      DeliveringToHospital.Parts parts,
      Findings findings,
      Reconciliations reconciliations,
      Hospitals hospitals,
      Healing healing) {
    var reconciling =
        new Reconciling(
            new Reconciling.Parts(
                hospitals,
                parts.connections(),
                parts.ledger(),
                findings,
                reconciliations,
                healing,
                parts.mapping().tag()));
    return new Loop("reconciling", 1, reconciling::step);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Loop nightly(
      Hospitals hospitals,
      Reconciliations reconciliations,
      Nightly.Settings settings,
      Clock clock) {
    return new Loop("nightly", 1, new Nightly(hospitals, reconciliations, settings, clock)::step);
  }
}
