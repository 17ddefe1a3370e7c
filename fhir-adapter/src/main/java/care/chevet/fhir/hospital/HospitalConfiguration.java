package care.chevet.fhir.hospital;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HospitalConfiguration {

  @Bean
  Hospitals hospitals(HospitalSettings settings) {
    return new Hospitals(
        settings.hospitals().stream().map(HospitalSettings.Entry::hospital).toList());
  }

  @Bean
  AllowedEndpoints allowedEndpoints(HospitalSettings settings) {
    return new AllowedEndpoints(settings.allowedNetworks());
  }

  @Bean
  HospitalConnections hospitalConnections(
      HospitalSettings settings,
      AllowedEndpoints endpoints,
      @Value("${chevet.delivery.call-timeout:20s}") Duration callTimeout,
      Clock clock) {
    return new HospitalConnections(settings, endpoints, callTimeout, clock);
  }

  @Bean
  Hooks hooks(
      HospitalSettings settings,
      AllowedEndpoints endpoints,
      @Value("${chevet.delivery.call-timeout:20s}") Duration callTimeout) {
    return new Hooks(settings, endpoints, callTimeout);
  }
}
