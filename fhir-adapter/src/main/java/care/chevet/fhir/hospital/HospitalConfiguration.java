package care.chevet.fhir.hospital;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HospitalConfiguration {

  @Bean
  Hospitals hospitals(HospitalSettings settings) {
    return new Hospitals(
        settings.hospitals().stream().map(HospitalSettings.Entry::hospital).toList());
  }
}
