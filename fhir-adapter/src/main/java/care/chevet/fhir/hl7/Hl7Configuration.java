package care.chevet.fhir.hl7;

import care.chevet.fhir.delivery.Lanes;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Admissions;
import care.chevet.fhir.service.ConsultationService;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class Hl7Configuration {

  @Bean(initMethod = "start", destroyMethod = "close")
  Hl7Lines hl7Lines(
      MllpSettings settings,
      Hospitals hospitals,
      Admissions admissions,
      Hl7Messages messages,
      Lanes lanes,
      ConsultationService service,
      TransactionOperations transaction,
      Clock clock,
      @Value("${chevet.demo:false}") boolean demo) {
    return new Hl7Lines(
        settings,
        new Hl7Lines.Parts(
            hospitals,
            admissions,
            messages,
            lanes,
            service,
            transaction,
            new DocumentMessage(demo),
            clock));
  }
}
