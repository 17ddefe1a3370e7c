package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Tenant;
import care.chevet.fhir.service.ConsultationService;
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
  HospitalClient hospitalClient(DeliverySettings settings, Clock clock) {
    return new HospitalClient(settings.callTimeout(), clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Deliveries deliveries(
      Hospitals hospitals,
      HospitalClient client,
      Lanes lanes,
      Ledger ledger,
      PendingCalls calls,
      ConsultationService service,
      ConsultationMapping mapping,
      TransactionOperations transaction,
      DeliverySettings settings,
      Clock clock) {
    var transmission = new Transmission(client, lanes, ledger, transaction, settings.lease());
    return new Deliveries(
        hospitals,
        new DeliveringToHospital.Parts(
            lanes,
            ledger,
            calls,
            service,
            mapping,
            transmission,
            transaction,
            settings,
            clock,
            UUID.randomUUID().toString()));
  }
}
